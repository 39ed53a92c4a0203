"""The encoder with its heads, as it is trained.

A BERT encoder (Devlin et al. 2019; here the six layers of all-MiniLM-L6-v2, Wang et al. 2020), to
whose word embeddings a shape is added, so that an uncased vocabulary can tell names. The heads read
the vector of each token's first piece: entities (BIO), fine and universal tags, sentence starts,
heads and labels of arcs by biaffine scores (Dozat and Manning 2017).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 - its usual name

from copydesk_en.pieces import SHAPES


@dataclass(frozen=True)
class Sizes:
    """Of the network.

    Args:
        width: Of the vectors between the layers.
        head: Width of a head of attention.
        heads: Heads of each layer.
        inner: Width between each layer's dense ones.
        arc: Width of the vectors between which arcs are scored.
        label: The same for labels of arcs.
    """

    width: int = 384
    head: int = 32
    heads: tuple[int, ...] = (12,) * 6
    inner: tuple[int, ...] = (1536,) * 6
    arc: int = 256
    label: int = 96


SIZES = "sizes.json"
"""File of a training's folder; without it the sizes are those of the base model."""


def read_sizes(run: Path) -> Sizes:
    """Sizes of the network in this folder."""
    path = run / SIZES
    if not path.exists():
        return Sizes()
    found = json.loads(path.read_text("utf-8"))
    return Sizes(**{k: tuple(v) if isinstance(v, list) else v for k, v in found.items()})


def write_sizes(run: Path, sizes: Sizes) -> None:
    """Writes them beside the network in this folder."""
    (run / SIZES).write_text(json.dumps(asdict(sizes)) + "\n", "utf-8")


class Dropout(nn.Module):
    """Dropout (Srivastava et al. 2014) from bytes of a fast generator: a tenth of torch's time.

    The share is the nearest in 256ths; what is kept is scaled by it.
    """

    def __init__(self, share: float) -> None:
        super().__init__()
        self.dropped = round(share * 256)

    def forward(self, x: Tensor) -> Tensor:
        """Of any shape -> the same."""
        if not self.training or not self.dropped:
            return x
        count = x.numel()
        drawn = np.frombuffer(_BYTES.bytes(count), np.uint8).copy()
        kept = torch.from_numpy(drawn).view(x.shape) >= self.dropped
        return x * kept.to(x.device, x.dtype).mul_(256 / (256 - self.dropped))


_BYTES = np.random.Generator(np.random.SFC64(0))


def seed(number: int) -> None:
    """Fixes what is drawn from here on: the start values of weights, and what is dropped."""
    torch.manual_seed(number)
    _BYTES.bit_generator.state = np.random.SFC64(number).state


class Layer(nn.Module):
    """One layer: attention, then two dense ones, each with a sum and a norm behind it."""

    def __init__(self, sizes: Sizes, number: int, dropout: float) -> None:
        super().__init__()
        width, inner = sizes.width, sizes.inner[number]
        self.heads = sizes.heads[number]
        seen = self.heads * sizes.head
        self.query, self.key, self.value = (nn.Linear(width, seen) for _ in range(3))
        self.out = nn.Linear(seen, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.grow, self.shrink = nn.Linear(width, inner), nn.Linear(inner, width)
        self.last_norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """(batch, pieces, width) -> the same; `mask`: added to the attention scores."""
        batch, length, _ = x.shape

        def split(linear: nn.Linear) -> Tensor:
            return linear(x).view(batch, length, self.heads, -1).transpose(1, 2)

        seen = F.scaled_dot_product_attention(
            split(self.query), split(self.key), split(self.value), attn_mask=mask
        )
        seen = seen.transpose(1, 2).reshape(batch, length, -1)
        x = self.norm(x + self.dropout(self.out(seen)))
        return self.last_norm(x + self.dropout(self.shrink(F.gelu(self.grow(x)))))


class Encoder(nn.Module):
    """Pieces and shapes to vectors."""

    def __init__(
        self, sizes: Sizes, pieces: int, positions: int = 512, dropout: float = 0.1
    ) -> None:
        super().__init__()
        self.words = nn.Embedding(pieces, sizes.width)
        self.places = nn.Embedding(positions, sizes.width)
        self.shapes = nn.Embedding(SHAPES, sizes.width)
        nn.init.normal_(self.shapes.weight, std=0.02)
        self.norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(
            Layer(sizes, number, dropout) for number in range(len(sizes.heads))
        )

    def forward(self, ids: Tensor, shapes: Tensor, mask: Tensor) -> Tensor:
        """(batch, pieces) each -> (batch, pieces, width); `mask`: 1 for a piece, 0 for padding."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.shapes(shapes) + self.places(places)[None]
        x = self.dropout(self.norm(x))
        hidden = (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, hidden)
        return x


class Network(nn.Module):
    """Encoder and heads.

    Args:
        sizes: Its sizes.
        pieces: Size of the vocabulary.
        outputs: Classes of `entity`, `tag`, `pos` and `label`.
    """

    def __init__(self, sizes: Sizes, pieces: int, outputs: dict[str, int]) -> None:
        super().__init__()
        self.sizes = sizes
        self.encoder = Encoder(sizes, pieces)
        self.dropout = Dropout(0.1)
        width = sizes.width
        self.entity = nn.Linear(width, outputs["entity"])
        self.tag = nn.Linear(width, outputs["tag"])
        self.pos = nn.Linear(width, outputs["pos"])
        self.start = nn.Linear(width, 2)
        self.arc_child, self.arc_head = nn.Linear(width, sizes.arc), nn.Linear(width, sizes.arc)
        self.label_child, self.label_head = (nn.Linear(width, sizes.label) for _ in range(2))
        self.arc_weight = nn.Parameter(torch.zeros(sizes.arc + 1, sizes.arc))
        self.label_weight = nn.Parameter(
            torch.zeros(outputs["label"], sizes.label + 1, sizes.label + 1)
        )
        nn.init.normal_(self.arc_weight, std=0.02)
        nn.init.normal_(self.label_weight, std=0.02)

    def tokens(self, ids: Tensor, shapes: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """(batch, tokens, width): the vector of each token's first piece."""
        found = self.encoder(ids, shapes, mask)
        index = first[..., None].expand(-1, -1, found.shape[-1])
        return self.dropout(found.gather(1, index))

    def arcs(self, x: Tensor) -> Tensor:
        """(batch, child, head): scores; a token that is its own head is a root."""
        child = self.dropout(F.gelu(self.arc_child(x)))
        head = self.dropout(F.gelu(self.arc_head(x)))
        ones = torch.ones_like(child[..., :1])
        return torch.cat([child, ones], -1) @ self.arc_weight @ head.transpose(1, 2)

    def labels(self, x: Tensor, heads: Tensor) -> Tensor:
        """(batch, child, label): scores of the arc to each token's head."""
        child = self.dropout(F.gelu(self.label_child(x)))
        head = self.dropout(F.gelu(self.label_head(x)))
        head = head.gather(1, heads[..., None].expand(-1, -1, head.shape[-1]))
        ones = torch.ones_like(child[..., :1])
        child, head = torch.cat([child, ones], -1), torch.cat([head, ones], -1)
        return torch.einsum("bti,lij,btj->btl", child, self.label_weight, head)


NAMES = {
    "attention.self.query": "query",
    "attention.self.key": "key",
    "attention.self.value": "value",
    "attention.output.dense": "out",
    "attention.output.LayerNorm": "norm",
    "intermediate.dense": "grow",
    "output.dense": "shrink",
    "output.LayerNorm": "last_norm",
}


def load_base(network: Network, path: Path) -> None:
    """Fills the encoder with the published weights of the base model.

    Args:
        network: The network; its shapes' embedding keeps its start values.
        path: `model.safetensors` of all-MiniLM-L6-v2.
    """
    base = load_file(path)
    found = {
        "words.weight": base["embeddings.word_embeddings.weight"],
        # There is one type of token: its vector is part of every place's.
        "places.weight": base["embeddings.position_embeddings.weight"]
        + base["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": base["embeddings.LayerNorm.weight"],
        "norm.bias": base["embeddings.LayerNorm.bias"],
    }
    for layer in range(len(network.encoder.layers)):
        for theirs, ours in NAMES.items():
            for kind in ("weight", "bias"):
                source = f"encoder.layer.{layer}.{theirs}.{kind}"
                found[f"layers.{layer}.{ours}.{kind}"] = base[source]
    missing, unexpected = network.encoder.load_state_dict(found, strict=False)
    if set(missing) != {"shapes.weight"} or unexpected:
        raise ValueError(f"{path}: not the expected weights: {missing}, {unexpected}")
