#!/usr/bin/env python3
"""The training steps of `symbiosis bench relight` in plain PyTorch, from the same weights.

Started by the benchmark with --model (JSON), --weights and --threads. It says when it is ready,
then answers every line of its input, a number of steps, with one line of JSON: the seconds and the
loss of each step. The end of the input ends it.
"""

import argparse
import json
import math
import struct
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn

RATE = 1e-3


def read_safetensors(path):
    with open(path, "rb") as file:
        length = struct.unpack("<Q", file.read(8))[0]
        header = json.loads(file.read(length))
        data = bytearray(file.read())
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            kinds = {"F32": torch.float32, "BOOL": torch.bool, "I64": torch.int64}
            kind = kinds[entry["dtype"]]
            flat = torch.frombuffer(data[begin:end], dtype=kind)
            tensors[name] = flat.reshape(entry["shape"]).clone()
    return tensors


def norm(channels):
    return nn.GroupNorm(max(1, min(32, channels // 4)), channels, eps=1e-6)


class SizedConv(nn.Conv2d):
    def __init__(self, cin, cout, kernel, size):
        super().__init__(cin, cout, kernel, padding=kernel // 2)
        self.size = size
        if size != "same":
            self.register_buffer("resample_filter", torch.full((1, 1, 2, 2), 0.25))

    def forward(self, x):
        if self.size == "down":
            x = F.avg_pool2d(x, 2)
        elif self.size == "up":
            x = F.interpolate(x, scale_factor=2, mode="nearest")
        return super().forward(x)


class Block(nn.Module):
    def __init__(self, cin, cout, size="same", emb=0, attention=False):
        super().__init__()
        self.norm0 = norm(cin)
        self.conv0 = SizedConv(cin, cout, 3, size)
        self.affine = nn.Linear(emb, cout) if emb else None
        self.norm1 = norm(cout)
        self.conv1 = SizedConv(cout, cout, 3, "same")
        self.skip = None if cin == cout and size == "same" else SizedConv(cin, cout, 1, size)
        self.attention = attention
        if attention:
            self.norm2 = norm(cout)
            self.qkv = SizedConv(cout, 3 * cout, 1, "same")
            self.proj = SizedConv(cout, cout, 1, "same")

    def forward(self, x, emb=None, alpha=0.0):
        h = self.norm1(self.conv0(F.silu(self.norm0(x))))
        if self.affine is not None:
            h = h * (1 + alpha * torch.tanh(self.affine(emb))[:, :, None, None])
        h = self.conv1(F.silu(h))
        y = h + (x if self.skip is None else self.skip(x))
        if self.attention:
            b, c, height, width = y.shape
            q, k, v = self.qkv(self.norm2(y)).reshape(b, c, 3, -1).unbind(2)
            w = torch.einsum("bcq,bck->bqk", q, k / math.sqrt(c)).softmax(2)
            a = torch.einsum("bqk,bck->bcq", w, v).reshape(b, c, height, width)
            y = y + self.proj(a)
        return y


class Network(nn.Module):
    def __init__(self, config):
        super().__init__()
        mults, counts = config["multipliers"], config["blocks"]
        sides = [config["resolution"] >> k for k in range(len(mults))]
        widths = [config["channels"] * m for m in mults]
        self.taps = [side in config["taps"] for side in sides]
        self.alpha = config["scaling"]["constrained"]["alpha"]
        self.code, emb = config["extrinsic"], config["embedding"]
        self.register_buffer("pos_embed", torch.zeros(1, widths[-1], sides[-1], sides[-1]))
        self.enc = nn.ModuleDict()
        c = config["channels"]
        for k, side in enumerate(sides):
            name = f"{side}x{side}_"
            if k == 0:
                self.enc[name + "conv"] = nn.Conv2d(3, c, 3, padding=1)
            else:
                self.enc[name + "down"] = Block(c, c, "down")
            for b in range(counts[k]):
                end = "_final" if self.taps[k] and b == counts[k] - 1 else ""
                self.enc[f"{name}block{b}{end}"] = Block(c, widths[k])
                c = widths[k]
        self.light_encoder = nn.Sequential(nn.Linear(c, c), nn.SiLU(), nn.Linear(c, self.code))
        self.light_decoder = nn.Sequential(
            nn.Linear(self.code, emb), nn.SiLU(), nn.Linear(emb, emb)
        )
        self.dec = nn.ModuleDict()
        for k in reversed(range(len(sides))):
            name = f"{sides[k]}x{sides[k]}_"
            if k == len(sides) - 1:
                self.dec[name + "in0"] = Block(c, c, emb=emb, attention=True)
                self.dec[name + "in1"] = Block(c, c, emb=emb)
            else:
                self.dec[name + "up"] = Block(c, c, "up", emb=emb)
            waiting = widths[k] if self.taps[k] else 0
            for b in range(counts[k] + 1):
                self.dec[f"{name}block{b}"] = Block(c + waiting, widths[k], emb=emb)
                c = widths[k]
        self.final = nn.Sequential(norm(c), nn.SiLU(), nn.Conv2d(c, 3, 3, padding=1))
        self.sides = sides

    def encode(self, x):
        taps = []
        for name, block in self.enc.items():
            x = block(x)
            if name.endswith("_final"):
                taps.append(F.normalize(x, dim=1))
        return taps, F.normalize(self.light_encoder(x.mean((2, 3))), dim=1)

    def decode(self, taps, code):
        emb = self.light_decoder(code * math.sqrt(self.code))
        x = self.pos_embed.expand(len(code), -1, -1, -1)
        taps = list(taps)
        waiting = {}
        for k in reversed(range(len(self.sides))):
            if self.taps[k]:
                tap = taps.pop()
                waiting[self.sides[k]] = tap * math.sqrt(tap.shape[1])
        for name, block in self.dec.items():
            side = int(name.split("x")[0])
            if "_block" in name and side in waiting:
                x = torch.cat([x, waiting[side]], 1)
            x = block(x, emb, self.alpha)
        return self.final(x)


def ssim(x, y, window):
    def smooth(z):
        return F.conv2d(z, window, padding=5, groups=3)

    mx, my = smooth(x), smooth(y)
    vx, vy, vxy = smooth(x * x) - mx * mx, smooth(y * y) - my * my, smooth(x * y) - mx * my
    above = (2 * mx * my + 1e-4) * (2 * vxy + 9e-4)
    return (above / ((mx * mx + my * my + 1e-4) * (vx + vy + 9e-4))).mean()


def gradient(x, y):
    e = x - y
    right = (e[..., :, 1:] - e[..., :, :-1]).abs().sum()
    down = (e[..., 1:, :] - e[..., :-1, :]).abs().sum()
    return (right + down) / e.numel()


def rate(z):
    if z.dim() == 4:
        z = z.permute(0, 2, 3, 1).reshape(-1, z.shape[1])
    n, d = z.shape
    return 0.5 * torch.logdet(torch.eye(d) + d / (n * 0.2) * z.t() @ z)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", required=True)
    parser.add_argument("--weights", required=True)
    parser.add_argument("--threads", type=int, required=True)
    args = parser.parse_args()
    if args.threads:
        torch.set_num_threads(args.threads)
    told = json.loads(args.model)
    config, targets = told["config"], told["targets"]
    tensors = read_safetensors(args.weights)
    given = {n: tensors.pop(n) for n in ("target", "partner", "targetNoise", "partnerNoise")}
    sigma, own = tensors.pop("sigma"), tensors.pop("own")
    for name in ("row", "total"):
        tensors.pop(name)
    network = Network(config)
    network.load_state_dict(tensors)
    network.train()
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=1e-2)
    g = torch.exp(-((torch.arange(11) - 5.0) ** 2) / (2 * 1.5**2))
    g = g / g.sum()
    window = (g[:, None] * g[None]).expand(3, 1, 11, 11).contiguous()
    x, y = given["target"], given["partner"]

    def step():
        optimizer.zero_grad(set_to_none=True)
        mine, light = network.encode(x + sigma * given["targetNoise"])
        theirs, _ = network.encode(y + sigma * given["partnerNoise"])
        scene = [torch.where(own, a, b) for a, b in zip(mine, theirs)]
        out = network.decode(scene, light)
        loss = 10 * F.mse_loss(out, x) + 0.1 * (1 - ssim(out, x, window)) + gradient(out, x)
        loss = loss - 0.1 * sum((a * b).sum(1).mean() for a, b in zip(mine, theirs)) / len(mine)
        rates = [(rate(a) - t) ** 2 for a, t in zip(mine, targets)]
        loss = loss + 1e-4 * sum(rates) / len(rates) + 1e-4 * (rate(light) - targets[-1]) ** 2
        loss.backward()
        optimizer.step()
        return loss.item()

    print(json.dumps({"torch": torch.__version__, "threads": torch.get_num_threads()}), flush=True)
    for line in sys.stdin:
        seconds, losses = [], []
        for _ in range(int(line)):
            begun = time.perf_counter()
            losses.append(step())
            seconds.append(time.perf_counter() - begun)
        print(json.dumps({"seconds": seconds, "losses": losses}), flush=True)


if __name__ == "__main__":
    main()
