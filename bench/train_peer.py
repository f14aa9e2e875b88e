"""The peer of train.bench.ts: seconds a training step of a PyTorch decoder of the same shape takes on this machine.

    python bench/train_peer.py IMAGES CAPTIONS LENGTH LOCATIONS VOCABULARY STEPS

Teacher forcing on random captions: soft attention over the projected grid, an LSTM, an output tied to the embedding, dropout,
label smoothing, gradient clipping, Adam. Prints the seconds a step, the first three left out.
"""

import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

CHANNELS, ANNOTATION, ATTENTION, EMBEDDING, HIDDEN = 1280, 512, 256, 256, 512


class Decoder(nn.Module):
    def __init__(self, vocabulary):
        super().__init__()
        self.annotation = nn.Linear(CHANNELS, ANNOTATION)
        self.image = nn.Linear(CHANNELS, ANNOTATION)
        self.start = nn.Linear(ANNOTATION, 2 * HIDDEN)
        self.embedding = nn.Embedding(vocabulary, EMBEDDING)
        self.key = nn.Linear(ANNOTATION, ATTENTION)
        self.query = nn.Linear(HIDDEN, ATTENTION + ANNOTATION)
        self.score = nn.Linear(ATTENTION, 1, bias=False)
        self.cell = nn.LSTMCell(EMBEDDING + 2 * ANNOTATION, HIDDEN)
        self.output = nn.Linear(HIDDEN + ANNOTATION, EMBEDDING)
        self.piece_bias = nn.Parameter(torch.zeros(vocabulary))

    def forward(self, grids, inputs):
        """grids [images, locations, channels], inputs [images, captions, steps] -> logits [steps, rows, vocabulary]"""
        images, captions, steps = inputs.shape
        annotations = F.dropout(F.relu(self.annotation(grids)), 0.5)
        keys = self.key(annotations)[:, None]
        image = F.relu(self.image(grids.mean(1)))
        hidden, cell = torch.tanh(self.start(image)).chunk(2, 1)
        hidden, cell = hidden.repeat_interleave(captions, 0), cell.repeat_interleave(captions, 0)
        image = image.repeat_interleave(captions, 0)
        embedded = F.dropout(self.embedding(inputs.view(images * captions, steps)), 0.4)
        seen = []
        for step in range(steps):
            query, gate = self.query(hidden).split([ATTENTION, ANNOTATION], 1)
            compared = torch.tanh(keys + query.view(images, captions, 1, ATTENTION))
            weights = self.score(compared).squeeze(3).softmax(2)
            context = torch.sigmoid(gate) * torch.bmm(weights, annotations).view(images * captions, ANNOTATION)
            hidden, cell = self.cell(torch.cat([embedded[:, step], image, context], 1), (hidden, cell))
            seen.append(torch.cat([F.dropout(hidden, 0.5), context], 1))
        return F.linear(self.output(torch.stack(seen)), self.embedding.weight, self.piece_bias)


def main():
    images, captions, length, locations, vocabulary, steps = map(int, sys.argv[1:])
    torch.manual_seed(1)
    decoder = Decoder(vocabulary)
    optimiser = torch.optim.Adam(decoder.parameters(), 1e-3)
    grids = torch.rand(images, locations, CHANNELS)
    pieces = torch.randint(0, vocabulary, (images, captions, length + 1))
    targets = pieces[:, :, 1:].reshape(images * captions, length).T.reshape(-1)
    seconds = []
    for _ in range(steps + 3):
        began = time.perf_counter()
        logits = decoder(grids, pieces[:, :, :-1])
        loss = F.cross_entropy(logits.view(-1, vocabulary), targets, label_smoothing=0.1)
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(decoder.parameters(), 5)
        optimiser.step()
        seconds.append(time.perf_counter() - began)
    print(sum(seconds[3:]) / steps)


main()
