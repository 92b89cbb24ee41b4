#!/usr/bin/env python3
"""The iteration of `symbiosis bench gan` in plain PyTorch, from the same weights and noise.

One step of the discriminator, one of the generator, both running means, one write into the memory
bank, in the order of the published program. Started by the benchmark with --model, --weights and
--threads. It says when it is ready, then answers every line of its input, a number of iterations,
with one line of JSON: the seconds and the summed losses of each. The end of the input ends it.
"""

import argparse
import copy
import json
import os
import struct
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn

RATE = 2e-4
CLUSTER, SMOOTH, HINGE = 3, 5, 20
EPSILON = 0.5
DECAY = 0.99


def read_safetensors(path):
    with open(path, "rb") as file:
        length = struct.unpack("<Q", file.read(8))[0]
        header = json.loads(file.read(length))
        data = bytearray(file.read())
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            flat = torch.frombuffer(data[begin:end], dtype=torch.float32)
            tensors[name] = flat.reshape(entry["shape"]).clone()
    return tensors


def below(tensors, prefix):
    return {n[len(prefix):]: t for n, t in tensors.items() if n.startswith(prefix)}


def group_norm(channels):
    return nn.GroupNorm(max(1, channels // 16), channels)


def conv(cin, cout, kernel):
    return nn.Conv2d(cin, cout, kernel, padding=kernel // 2, bias=False)


class ResidualBlock(nn.Module):
    def __init__(self, cin, cout, stride):
        super().__init__()
        self.pool = nn.AvgPool2d(stride) if stride > 1 else nn.Identity()
        self.conv1, self.conv2 = conv(cin, cout, 3), conv(cout, cout, 3)
        self.bn2 = group_norm(cout)
        self.downsample = None
        if stride > 1 or cin != cout:
            self.downsample = nn.Sequential(self.pool, conv(cin, cout, 1), group_norm(cout))

    def forward(self, x):
        kept = x if self.downsample is None else self.downsample(x)
        return F.elu(self.bn2(self.conv2(F.elu(self.conv1(self.pool(x))))) + kept)


class Encoder(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.conv1 = conv(3, width, 3)
        cin = width
        for stage, factor in enumerate((1, 2, 4, 8)):
            cout = factor * width
            first = ResidualBlock(cin, cout, 1 if stage == 0 else 2)
            layer = nn.Sequential(first, ResidualBlock(cout, cout, 1))
            self.add_module(f"layer{stage + 1}", layer)
            cin = cout

    def forward(self, x):
        x = F.elu(self.conv1(x))
        for stage in range(1, 5):
            x = getattr(self, f"layer{stage}")(x)
        return x.mean((2, 3))


class Discriminator(nn.Module):
    def __init__(self, width, embedding):
        super().__init__()
        self.encoder = Encoder(width)
        features = 8 * width
        self.fc_head = nn.Sequential(
            nn.Linear(features, features), nn.ELU(), nn.Linear(features, embedding)
        )

    def forward(self, x):
        embedding = self.fc_head(self.encoder(x))
        return F.normalize(embedding), embedding


class Spectral:
    """The weight over its largest singular value, by one power iteration a pass."""

    def setup(self, out):
        self.register_buffer("u0", torch.randn(1, out))
        self.register_buffer("sv0", torch.ones(1))

    def normalised(self):
        w = self.weight.flatten(1)
        with torch.no_grad():
            v = F.normalize(self.u0 @ w, eps=1e-6)
            u = F.normalize(v @ w.t(), eps=1e-6)
        sigma = (v @ w.t() @ u.t()).squeeze()
        if self.training:
            with torch.no_grad():
                self.u0.copy_(u)
                self.sv0.copy_(sigma)
        return self.weight / sigma


class SpectralLinear(nn.Linear, Spectral):
    def __init__(self, cin, cout, bias=True):
        super().__init__(cin, cout, bias)
        self.setup(cout)

    def forward(self, x):
        return F.linear(x, self.normalised(), self.bias)


class SpectralConv(nn.Conv2d, Spectral):
    def __init__(self, cin, cout, kernel):
        super().__init__(cin, cout, kernel, padding=kernel // 2)
        self.setup(cout)

    def forward(self, x):
        return F.conv2d(x, self.normalised(), self.bias, padding=self.padding)


class Statistics(nn.Module):
    def __init__(self, channels):
        super().__init__()
        self.register_buffer("stored_mean", torch.zeros(channels))
        self.register_buffer("stored_var", torch.ones(channels))

    def normalised(self, x):
        return F.batch_norm(
            x, self.stored_mean, self.stored_var, None, None, self.training, 0.1, 1e-5
        )


class ConditionalNorm(Statistics):
    def __init__(self, channels, condition):
        super().__init__(channels)
        self.gain = SpectralLinear(condition, channels, bias=False)
        self.bias = SpectralLinear(condition, channels, bias=False)

    def forward(self, x, y):
        gain = (1 + self.gain(y))[:, :, None, None]
        return self.normalised(x) * gain + self.bias(y)[:, :, None, None]


class OutputNorm(Statistics):
    def __init__(self, channels):
        super().__init__(channels)
        self.gain = nn.Parameter(torch.ones(channels))
        self.bias = nn.Parameter(torch.zeros(channels))

    def forward(self, x):
        return self.normalised(x) * self.gain[:, None, None] + self.bias[:, None, None]


class GeneratorBlock(nn.Module):
    def __init__(self, channels, condition, up):
        super().__init__()
        hidden = channels // 4
        self.up = up
        self.conv1, self.conv2 = SpectralConv(channels, hidden, 1), SpectralConv(hidden, hidden, 3)
        self.conv3, self.conv4 = SpectralConv(hidden, hidden, 3), SpectralConv(hidden, channels, 1)
        self.bn1 = ConditionalNorm(channels, condition)
        self.bn2, self.bn3, self.bn4 = (ConditionalNorm(hidden, condition) for _ in range(3))

    def forward(self, x, y):
        h = self.conv1(F.relu(self.bn1(x, y)))
        h = F.relu(self.bn2(h, y))
        if self.up:
            h, x = F.interpolate(h, scale_factor=2), F.interpolate(x, scale_factor=2)
        h = self.conv2(h)
        h = self.conv3(F.relu(self.bn3(h, y)))
        return self.conv4(F.relu(self.bn4(h, y))) + x


class Generator(nn.Module):
    def __init__(self, channels, noise):
        super().__init__()
        self.firs_layer = SpectralLinear(noise, noise)
        self.linear = SpectralLinear(noise, 16 * channels)
        self.blocks = nn.ModuleList(
            nn.ModuleList([GeneratorBlock(channels, noise, up=i % 2 == 1)]) for i in range(6)
        )
        self.output_layer = nn.Sequential(
            OutputNorm(channels), nn.ReLU(), SpectralConv(channels, 3, 3)
        )

    def forward(self, v):
        y = self.firs_layer(v)
        h = self.linear(y).view(len(v), -1, 4, 4)
        for (block,) in self.blocks:
            h = block(h, y)
        return torch.tanh(self.output_layer(h))


def log_det(a):
    n, p = a.shape
    a = a - F.normalize(a.mean(0), dim=0)
    covariance = a.t() @ a / (n + 1e-5)
    return torch.logdet(torch.eye(p) + p / EPSILON * covariance)


def jsd(z, zg):
    return 0.5 * (log_det(torch.cat([z, zg])) - 0.5 * (log_det(z) + log_det(zg)))


def similarity(keys, z, pool_keys, pool_values):
    """Each query's second nearest entry of the pool; a real one's nearest is itself."""
    second = (keys @ pool_keys.t()).topk(2, dim=1).indices[:, 1]
    return (z * pool_values[second]).sum(1).mean()


def vjp(y, x, u):
    return torch.autograd.grad(y, x, u, create_graph=True)[0]


def sigma(embedding, x, u):
    w = u.clone().requires_grad_(True)
    v = F.normalize(vjp(embedding, x, w).detach().flatten(1)).view_as(x)
    w = u.clone().requires_grad_(True)
    u = F.normalize(torch.autograd.grad(vjp(embedding, x, w), w, v)[0])
    return (vjp(embedding, x, u) * v).flatten(1).sum(1)


class Game:
    def __init__(self, tensors, jacobian):
        self.images = tensors["images"]
        self.noise_d, self.noise_g = tensors["noiseD"], tensors["noiseG"]
        self.u = tensors["u"]
        self.jacobian = jacobian
        d, g = below(tensors, "D."), below(tensors, "G.G.")
        self.values, self.keys, self.at = d.pop("queue"), d.pop("bg_queue"), 0
        width, embedding = len(d["encoder.conv1.weight"]), len(d["fc_head.2.weight"])
        self.d = Discriminator(width, embedding)
        self.d.load_state_dict(d)
        self.g = Generator(len(g["output_layer.0.gain"]), len(g["firs_layer.weight"]))
        self.g.load_state_dict(g)
        self.mean_d, self.mean_g = copy.deepcopy(self.d), copy.deepcopy(self.g)
        self.opt_d = torch.optim.AdamW(self.d.parameters(), RATE, (0.5, 0.999), weight_decay=0.1)
        self.opt_g = torch.optim.Adam(self.g.parameters(), RATE, (0.5, 0.999))

    @torch.no_grad()
    def keys_of(self, x):
        return F.normalize(self.mean_d.encoder(x))

    def d_step(self):
        x = self.images.clone().requires_grad_(True)
        fake = self.g(self.noise_d).detach().requires_grad_(True)
        z, embedding = self.d(x)
        zg, embedding_g = self.d(fake)
        keys, keys_g = self.keys_of(x), self.keys_of(fake)
        pool_keys = torch.cat([keys, self.keys])
        pool = torch.cat([z, self.values])
        loss = -jsd(z, zg)
        loss = loss + CLUSTER * (
            similarity(keys_g, zg, pool_keys, pool) - similarity(keys, z, pool_keys, pool)
        )
        if self.jacobian:
            half = len(x)
            s = torch.cat(
                [sigma(embedding, x, self.u[:half]), sigma(embedding_g, fake, self.u[half:])]
            )
            loss = loss + SMOOTH * (s - 1).square().mean()
            loss = loss + HINGE * F.relu(1 - embedding.norm(dim=1)).square().mean()
        self.opt_d.zero_grad()
        loss.backward()
        self.opt_d.step()
        return loss.item()

    def g_step(self):
        z, _ = self.d(self.images)
        fake = self.g(self.noise_g)
        zg, _ = self.d(fake)
        keys, keys_g = self.keys_of(self.images), self.keys_of(fake)
        pool_keys = torch.cat([keys, self.keys])
        pool = torch.cat([z, self.values])
        loss = jsd(z, zg) - CLUSTER * similarity(keys_g, zg, pool_keys, pool)
        self.opt_g.zero_grad()
        loss.backward()
        self.opt_g.step()
        return loss.item(), z.detach(), keys

    @torch.no_grad()
    def end(self, z, keys):
        for mean, net in ((self.mean_d, self.d), (self.mean_g, self.g)):
            for m, p in zip(mean.parameters(), net.parameters()):
                m.mul_(DECAY).add_(p, alpha=1 - DECAY)
        places = torch.arange(self.at, self.at + len(z)) % len(self.values)
        self.values[places] = z
        self.keys[places] = keys
        self.at = (self.at + len(z)) % len(self.values)

    def iteration(self):
        d_loss = self.d_step()
        g_loss, z, keys = self.g_step()
        self.end(z, keys)
        return d_loss + g_loss


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", required=True)
    parser.add_argument("--weights", required=True)
    parser.add_argument("--threads", type=int, default=0, help="0 for PyTorch's own choice")
    args = parser.parse_args()
    if args.threads > 0:
        torch.set_num_threads(args.threads)
    game = Game(read_safetensors(args.weights), not args.model.endswith("without-jacobian"))

    def say(answer):
        print(json.dumps(answer), flush=True)

    say({"torch": torch.__version__, "threads": torch.get_num_threads(), "pid": os.getpid()})
    for line in sys.stdin:
        seconds, losses = [], []
        for _ in range(int(line)):
            start = time.perf_counter()
            losses.append(game.iteration())
            seconds.append(time.perf_counter() - start)
        say({"seconds": seconds, "losses": losses})


if __name__ == "__main__":
    main()
