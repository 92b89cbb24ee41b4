#!/usr/bin/env python3
"""The steps of `symbiosis bench diffusion` in plain PyTorch, from the same weights.

Started by the benchmark with --model (size-work, such as tiny-train or tiny-sample), --weights and
--threads; it answers as mae_step.py does. A training step is noising, forward, backward and AdamW; a
sampling step is half of an implicit sampling in two calls.
"""

import argparse
import json
import math
import os
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn

from mae_step import Block, PatchEmbed, read_safetensors

RATE = 1e-3
SIZES = {"tiny": (4, 128, 4, 4, True), "small": (2, 512, 12, 8, False)}


class UVitBlock(Block):
    def __init__(self, dim, heads, alphas, skip=False):
        super().__init__(dim, heads, alphas)
        self.norm1 = nn.LayerNorm(dim, eps=1e-5)
        self.norm2 = nn.LayerNorm(dim, eps=1e-5)
        self.attn.qkv = nn.Linear(dim, 3 * dim, bias=False)
        self.skip_linear = nn.Linear(2 * dim, dim) if skip else None

    def forward(self, x, skip=None):
        if self.skip_linear is not None:
            x = self.skip_linear(torch.cat([x, skip], dim=-1))
        return super().forward(x)


class UVit(nn.Module):
    def __init__(self, patch, dim, depth, heads, time_mlp):
        super().__init__()
        self.patch, self.dim = patch, dim
        blocks = depth + 1
        table = [1 - 0.3 * s / (2 * blocks - 1) for s in range(2 * blocks)]
        alphas = [table[2 * i : 2 * i + 2] for i in range(blocks)]
        half = depth // 2
        self.pos_embed = nn.Parameter(torch.zeros(1, 1 + (32 // patch) ** 2, dim))
        self.patch_embed = PatchEmbed(dim)
        self.patch_embed.proj = nn.Conv2d(3, dim, patch, patch)
        if time_mlp:
            self.time_embed = nn.Sequential(
                nn.Linear(dim, 4 * dim), nn.SiLU(), nn.Linear(4 * dim, dim)
            )
        else:
            self.time_embed = nn.Identity()
        self.in_blocks = nn.ModuleList(UVitBlock(dim, heads, alphas[i]) for i in range(half))
        self.mid_block = UVitBlock(dim, heads, alphas[half])
        self.out_blocks = nn.ModuleList(
            UVitBlock(dim, heads, alphas[half + 1 + i], skip=True) for i in range(half)
        )
        self.norm = nn.LayerNorm(dim, eps=1e-5)
        self.decoder_pred = nn.Linear(dim, patch * patch * 3)
        self.final_layer = nn.Conv2d(3, 3, 3, padding=1)

    def waves(self, times):
        half = self.dim // 2
        w = torch.exp(-math.log(10000) * torch.arange(half, dtype=torch.float32) / half)
        angles = times[:, None].float() * w
        return torch.cat([angles.cos(), angles.sin()], dim=1)

    def forward(self, x, times):
        token = self.time_embed(self.waves(times)).unsqueeze(1)
        h = torch.cat([token, self.patch_embed(x)], dim=1) + self.pos_embed
        skips = []
        for block in self.in_blocks:
            h = block(h)
            skips.append(h)
        h = self.mid_block(h)
        for block in self.out_blocks:
            h = block(h, skips.pop())
        h = self.decoder_pred(self.norm(h))[:, 1:]
        b, p, g = len(x), self.patch, 32 // self.patch
        h = h.reshape(b, g, g, p, p, 3).permute(0, 5, 1, 3, 2, 4).reshape(b, 3, 32, 32)
        return self.final_layer(h)


def alpha_sigma(t):
    """Of the linear schedule from 0.1 to 20, for numbers or tensors in double."""
    bar = torch.exp(-(0.1 * torch.as_tensor(t) + 9.95 * torch.as_tensor(t) ** 2))
    return bar.sqrt(), (1 - bar).sqrt()


def train(model, optimizer, inputs):
    optimizer.zero_grad(set_to_none=True)
    t = inputs["uniform"].double()
    alpha, sigma = (v.float().view(-1, 1, 1, 1) for v in alpha_sigma(t))
    x = alpha * inputs["images"] + sigma * inputs["noise"]
    loss = F.mse_loss(model(x, 999 * t), inputs["noise"])
    loss.backward()
    optimizer.step()
    return loss.item()


@torch.no_grad()
def sample(model, inputs):
    x = inputs["noise"]
    for t, s in ((1.0, 0.5), (0.5, None)):
        alpha, sigma = (float(v) for v in alpha_sigma(torch.tensor(t, dtype=torch.float64)))
        eps = model(x, torch.full((len(x),), 999 * t))
        image = (x - sigma * eps) / alpha
        if s is None:
            return image.square().mean().item()
        alpha, sigma = (float(v) for v in alpha_sigma(torch.tensor(s, dtype=torch.float64)))
        x = alpha * image + sigma * eps


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", required=True)
    parser.add_argument("--weights", required=True)
    parser.add_argument("--threads", type=int, default=0, help="0 for PyTorch's own choice")
    args = parser.parse_args()
    if args.threads > 0:
        torch.set_num_threads(args.threads)

    size, work = args.model.split("-")
    tensors = read_safetensors(args.weights)
    inputs = {name: tensors.pop(name) for name in ("images", "noise", "uniform")}
    model = UVit(*SIZES[size])
    model.load_state_dict(tensors)
    optimizer = torch.optim.AdamW(
        model.parameters(), lr=RATE, betas=(0.9, 0.99), weight_decay=0.03
    )

    def say(answer):
        print(json.dumps(answer), flush=True)

    say({"torch": torch.__version__, "threads": torch.get_num_threads(), "pid": os.getpid()})
    for line in sys.stdin:
        seconds, losses = [], []
        for _ in range(int(line)):
            start = time.perf_counter()
            loss = train(model, optimizer, inputs) if work == "train" else sample(model, inputs)
            losses.append(loss)
            seconds.append((time.perf_counter() - start) / (1 if work == "train" else 2))
        say({"seconds": seconds, "losses": losses})


if __name__ == "__main__":
    main()
