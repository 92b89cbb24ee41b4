#!/usr/bin/env python3
"""The training steps of `symbiosis bench mae` in plain PyTorch, from the same weights.

Started by the benchmark with --model, --weights and --threads. It says when it is ready, then
answers every line of its input, a number of steps, with one line of JSON: the seconds and the loss
of each step. The end of the input ends it.
"""

import argparse
import json
import os
import struct
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn

RATE = 1e-3
PATCH = 4


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


def patchify(images):  # (B, 3, H, W) -> (B, N, p * p * 3), channel fastest
    b, c, h, w = images.shape
    x = images.reshape(b, c, h // PATCH, PATCH, w // PATCH, PATCH)
    return x.permute(0, 2, 4, 3, 5, 1).reshape(b, -1, PATCH * PATCH * c)


def attend(q, k, v):
    if hasattr(F, "scaled_dot_product_attention"):
        return F.scaled_dot_product_attention(q, k, v)
    weights = (q * q.shape[-1] ** -0.5) @ k.transpose(-2, -1)
    return weights.softmax(dim=-1) @ v


class Attention(nn.Module):
    def __init__(self, dim, heads):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(dim, 3 * dim)
        self.proj = nn.Linear(dim, dim)

    def forward(self, x):
        b, n, d = x.shape
        qkv = self.qkv(x).reshape(b, n, 3, self.heads, d // self.heads)
        q, k, v = qkv.permute(2, 0, 3, 1, 4).unbind(0)
        return self.proj(attend(q, k, v).transpose(1, 2).reshape(b, n, d))


class Mlp(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.fc1 = nn.Linear(dim, 4 * dim)
        self.fc2 = nn.Linear(4 * dim, dim)

    def forward(self, x):
        return self.fc2(F.gelu(self.fc1(x)))


class Block(nn.Module):
    """x <- a x + Attention(norm1 x); x <- a' x + Mlp(norm2 x)."""

    def __init__(self, dim, heads, alphas=(1, 1)):
        super().__init__()
        self.alphas = alphas
        self.norm1 = nn.LayerNorm(dim, eps=1e-6)
        self.attn = Attention(dim, heads)
        self.norm2 = nn.LayerNorm(dim, eps=1e-6)
        self.mlp = Mlp(dim)

    @staticmethod
    def join(alpha, x, f):
        return x + f if alpha == 1 else torch.add(f, x, alpha=alpha)

    def forward(self, x):
        x = self.join(self.alphas[0], x, self.attn(self.norm1(x)))
        return self.join(self.alphas[1], x, self.mlp(self.norm2(x)))


class PatchEmbed(nn.Module):
    def __init__(self, dim):
        super().__init__()
        self.proj = nn.Conv2d(3, dim, PATCH, PATCH)

    def forward(self, images):
        return self.proj(images).flatten(2).transpose(1, 2)


class PixelTransformer(nn.Module):
    def __init__(self, dim=192, depth=12, heads=3, tokens=64):
        super().__init__()
        self.pos_embed = nn.Parameter(torch.zeros(1, tokens, dim))
        self.patch_embed = PatchEmbed(dim)
        self.blocks = nn.ModuleList(Block(dim, heads) for _ in range(depth))
        self.norm = nn.LayerNorm(dim, eps=1e-6)
        self.head = nn.Linear(dim, PATCH * PATCH * 3)

    def loss(self, images, noise):
        x = self.patch_embed(images) + self.pos_embed
        for block in self.blocks:
            x = block(x)
        return F.mse_loss(self.head(self.norm(x)), patchify(images))

    def optimizer(self):
        return torch.optim.AdamW(self.parameters(), lr=RATE)


class Skip(nn.Module):
    """z + fc([E, z]), E being the encoder's tokens at their places, a mask token elsewhere."""

    def __init__(self, dim, decoder_dim):
        super().__init__()
        self.mask_token = nn.Parameter(torch.zeros(1, 1, dim))
        self.fc = nn.Sequential(
            nn.Linear(dim + decoder_dim, decoder_dim),
            nn.SiLU(),
            nn.Linear(decoder_dim, decoder_dim),
        )

    def forward(self, source, z, restore):
        b, n = restore.shape
        fill = self.mask_token.expand(b, n + 1 - source.shape[1], -1)
        patches = torch.cat([source[:, 1:], fill], dim=1)
        index = restore.unsqueeze(-1).expand(-1, -1, patches.shape[2])
        e = torch.cat([source[:, :1], patches.gather(1, index)], dim=1)
        return z + self.fc(torch.cat([e, z], dim=-1))


class DecayedMae(nn.Module):
    def __init__(self, dim=192, depth=12, heads=3, decoder_dim=96, decoder_depth=6, tokens=64):
        super().__init__()
        branches = 2 * depth
        alphas = [1 - 0.4 * s / (branches - 1) for s in range(branches)]
        self.kept = tokens // 4
        self.cls_token = nn.Parameter(torch.zeros(1, 1, dim))
        self.register_buffer("pos_embed", torch.zeros(1, 1 + tokens, dim))
        self.patch_embed = PatchEmbed(dim)
        self.blocks = nn.ModuleList(
            Block(dim, heads, alphas[2 * i : 2 * i + 2]) for i in range(depth)
        )
        self.decoder_cls_token = nn.Parameter(torch.zeros(1, 1, decoder_dim))
        self.register_buffer("decoder_pos_embed", torch.zeros(1, 1 + tokens, decoder_dim))
        self.decoder_embed = nn.Linear(decoder_dim, decoder_dim)
        self.skip = nn.ModuleList(Skip(dim, decoder_dim) for _ in range(depth // 2))
        self.decoder_blocks = nn.ModuleList(Block(decoder_dim, 3) for _ in range(decoder_depth))
        self.decoder_norm = nn.LayerNorm(decoder_dim, eps=1e-6)
        self.decoder_pred = nn.Linear(decoder_dim, PATCH * PATCH * 3)

    def encode(self, images, shuffle):
        x = self.patch_embed(images) + self.pos_embed[:, 1:]
        keep = shuffle[:, : self.kept].unsqueeze(-1).expand(-1, -1, x.shape[2])
        x = x.gather(1, keep)
        cls = (self.cls_token + self.pos_embed[:, :1]).expand(len(x), -1, -1)
        x = torch.cat([cls, x], dim=1)
        sources = []
        for i, block in enumerate(self.blocks):
            x = block(x)
            if i % 2 == 1:
                sources.append(x)
        return sources

    def decode(self, sources, restore):
        z = torch.cat([self.decoder_cls_token, self.decoder_pos_embed[:, 1:]], dim=1)
        z = self.decoder_embed(z).expand(len(restore), -1, -1)
        for j, block in enumerate(self.decoder_blocks):
            z = block(self.skip[j](sources[-1 - j], z, restore))
        return self.decoder_pred(self.decoder_norm(z))[:, 1:]

    def loss(self, images, noise):
        shuffle = noise.argsort(dim=1)
        restore = shuffle.argsort(dim=1)
        removed = (restore >= self.kept).float()
        prediction = self.decode(self.encode(images, shuffle), restore)
        target = patchify(images)
        mean = target.mean(dim=-1, keepdim=True)
        target = (target - mean) / (target.var(dim=-1, keepdim=True) + 1e-6).sqrt()
        per_patch = (prediction - target).square().mean(dim=-1)
        return (per_patch * removed).sum() / removed.sum()

    def optimizer(self):
        groups = [
            {"params": [p for p in self.parameters() if p.dim() != 1], "weight_decay": 0.05},
            {"params": [p for p in self.parameters() if p.dim() == 1], "weight_decay": 0.0},
        ]
        return torch.optim.AdamW(groups, lr=RATE, betas=(0.9, 0.95))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", choices=["vit-tiny", "mae"], required=True)
    parser.add_argument("--weights", required=True)
    parser.add_argument("--threads", type=int, default=0, help="0 for PyTorch's own choice")
    args = parser.parse_args()
    if args.threads > 0:
        torch.set_num_threads(args.threads)

    tensors = read_safetensors(args.weights)
    images, noise = tensors.pop("images"), tensors.pop("noise")
    model = PixelTransformer() if args.model == "vit-tiny" else DecayedMae()
    model.load_state_dict(tensors)
    optimizer = model.optimizer()

    def say(answer):
        print(json.dumps(answer), flush=True)

    say({"torch": torch.__version__, "threads": torch.get_num_threads(), "pid": os.getpid()})
    for line in sys.stdin:
        seconds, losses = [], []
        for _ in range(int(line)):
            start = time.perf_counter()
            optimizer.zero_grad(set_to_none=True)
            loss = model.loss(images, noise)
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
            seconds.append(time.perf_counter() - start)
        say({"seconds": seconds, "losses": losses})


if __name__ == "__main__":
    main()
