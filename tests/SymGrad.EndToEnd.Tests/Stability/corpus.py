"""Writes the hard points that losses in unstable forms are checked at: value and gradient to 50 digits, by mpmath (Debian: python3-mpmath).

    python3 tests/SymGrad.EndToEnd.Tests/Stability/corpus.py > tests/SymGrad.EndToEnd.Tests/Stability/corpus.txt

A line: the case, the bits of its arguments, the value, the derivative by each argument.
"""
import struct
from mpmath import *

mp.dps = 700


def bits(x):
    return struct.unpack('<Q', struct.pack('<d', x))[0]


def text(value):
    return nstr(value, 50, strip_zeros=True, min_fixed=1, max_fixed=0) if value != 0 else '0'


def sigmoid(z):
    return 1 / (1 + exp(-z))


def softplus(z):
    return log1p(exp(z))


def density(x):
    return exp(-x * x / 2) / sqrt(2 * pi)


def cdf(x):
    return erfc(-x / sqrt(mpf(2))) / 2


def lse(*z):
    m = max(z)
    return m + log(sum(exp(v - m) for v in z))


def norm(*v):
    return sqrt(sum(x * x for x in v))


LOGITS = [s * z for z in (0.0, 1e-300, 1e-20, 1e-8, 0.5, 1.0, 10.0, 36.0, 40.0, 100.0, 700.0, 708.9, 710.0, 745.0, 1000.0) for s in (1, -1)]
NEGATIVE = [-z for z in (5e-324, 1e-300, 1e-16, 1e-8, 0.1, 0.6931471805599453, 0.7, 1.0, 10.0, 40.0, 100.0, 700.0, 740.0)]
SMALL = [s * x for x in (5e-324, 1e-310, 1e-200, 1e-30, 1e-17, 1e-9, 1e-4, 0.1, 0.5, 1.0, 2.0) for s in (1, -1)]
LENGTHS = [0.0, 5e-324, 1e-310, 1e-200, 1e-30, 1.0, 3.5, 1e20, 1e200, 1e300]
TRIPLES = [(0.0, 0.0, 0.0), (1000.0, 1000.0, 1000.0), (-1000.0, -1000.0, -1000.0), (1000.0, 999.0, -1000.0), (710.0, 709.0, 1.0),
           (1.0, 2.0, 3.0), (-745.0, -746.0, -800.0), (0.0, -40.0, -700.0), (5.0, 5.0, -5.0)]
PAIRS = [(a, b) for a in LENGTHS[:1] + LENGTHS[3:] for b in (a, 2.0, -a)]
CLOSE = [(1.0, 1.0000000000000002), (3.0, 3.0), (1e8, 1e8 + 1e-7), (1e-3, 1e3), (1e150, -1e150), (7.0, -2.0), (0.0, 4.0), (1e-160, 3e-160), (2.0, 0.0)]

CASES = {
    'Softplus': (softplus, [lambda z: sigmoid(z)], [(z,) for z in LOGITS]),
    'SoftplusOfHelper': (lambda w: softplus(2 * w), [lambda w: 2 * sigmoid(2 * w)], [(z,) for z in LOGITS]),
    'LogOneLessExp': (lambda z: log(-expm1(z)), [lambda z: exp(z) / expm1(z)], [(z,) for z in NEGATIVE]),
    'LogSumExp': (lse, [lambda a, b, c: exp(a - lse(a, b, c)), lambda a, b, c: exp(b - lse(a, b, c)), lambda a, b, c: exp(c - lse(a, b, c))], TRIPLES),
    'Sigmoid': (sigmoid, [lambda z: sigmoid(z) * sigmoid(-z)], [(z,) for z in LOGITS]),
    'SigmoidOfQuotient': (sigmoid, [lambda z: sigmoid(z) * sigmoid(-z)], [(z,) for z in LOGITS]),
    'NegativeLogSigmoid': (lambda z: softplus(-z), [lambda z: -sigmoid(-z)], [(z,) for z in LOGITS]),
    'CrossEntropyOfOne': (lambda z: softplus(-z), [lambda z: sigmoid(z) - 1], [(z,) for z in LOGITS]),
    'CrossEntropyOfPart': (lambda z: (softplus(-z) + 3 * softplus(z)) / 4, [lambda z: sigmoid(z) - mpf(1) / 4], [(z,) for z in LOGITS]),
    'SoftmaxLikelihood': (lambda a, b, c: lse(a, b, c) - a, [
        lambda a, b, c: exp(a - lse(a, b, c)) - 1, lambda a, b, c: exp(b - lse(a, b, c)), lambda a, b, c: exp(c - lse(a, b, c))], TRIPLES),
    'ExpLessOne': (expm1, [exp], [(x,) for x in SMALL + [-40.0, -745.0, 700.0]]),
    'OneLessCosine': (lambda x: 2 * sin(x / 2) ** 2, [sin], [(x,) for x in SMALL + [3.0, -6.0, 100.0, 1000.0]]),
    'LogOfOneAnd': (log1p, [lambda x: 1 / (1 + x)], [(x,) for x in SMALL if x > -1] + [(1e10,), (1e300,)]),
    'Length1': (lambda x: abs(x), [sign], [(x,) for x in LENGTHS] + [(-x,) for x in LENGTHS]),
    'Length2': (norm, [lambda x, y: x / norm(x, y) if (x, y) != (0, 0) else mpf(0), lambda x, y: y / norm(x, y) if (x, y) != (0, 0) else mpf(0)], PAIRS),
    'Length2OfSubnormals': (norm, [lambda x, y: x / norm(x, y), lambda x, y: y / norm(x, y)], [(1e-310, 1e-310), (1e-310, -3e-310), (2e-309, 0.0)]),
    'Length3': (norm, [lambda x, y, z: x / norm(x, y, z) if norm(x, y, z) else mpf(0), lambda x, y, z: y / norm(x, y, z) if norm(x, y, z) else mpf(0),
                       lambda x, y, z: z / norm(x, y, z) if norm(x, y, z) else mpf(0)],
                [(0.0, 0.0, 0.0), (1.0, 2.0, 2.0), (1e-100, 0.0, 0.0), (1e100, 1e100, -1e100), (0.0, -3.0, 0.0)]),
    'Entropy': (lambda x: x * log(x) if x else mpf(0), [lambda x: log(x) + 1], [(x,) for x in SMALL if x > 0 and x != 0.5] + [(0.5,), (1e300,)]),
    'DifferenceOfSquares': (lambda x, y: x * x - y * y, [lambda x, y: 2 * x, lambda x, y: -2 * y], CLOSE),
    'LogOfLikelihoods': (lambda a, b: -softplus(-a) - b * b, [lambda a, b: sigmoid(-a), lambda a, b: -2 * b],
                         [(a, b) for a in (-1000.0, -700.0, -1.0, 0.0, 40.0) for b in (0.0, 0.5, 20.0, 30.0)]),
    'LogProbit': (lambda x: log(cdf(x)), [lambda x: density(x) / cdf(x)], [(x,) for x in (-100.0, -39.0, -37.5, -10.0, -1.0, 0.0, 1e-300, 1.0, 8.0, 30.0)]),
    'HyperbolicTangent': (tanh, [lambda z: 1 - tanh(z) ** 2], [(z,) for z in LOGITS]),
    'LogOfOneLess': (lambda x: log1p(-x), [lambda x: -1 / (1 - x)], [(x,) for x in SMALL if x < 1]),
    'LogOfPlusOne': (log1p, [lambda x: 1 / (1 + x)], [(x,) for x in SMALL if x > -1]),
    'OneLessExp': (lambda x: -expm1(x), [lambda x: -exp(x)], [(x,) for x in SMALL + [-40.0, 700.0]]),
    'ExpMinusOne': (expm1, [exp], [(x,) for x in SMALL + [-40.0, 700.0]]),
    'OneLessSigmoid': (lambda z: sigmoid(-z), [lambda z: -sigmoid(z) * sigmoid(-z)], [(z,) for z in LOGITS]),
    'UpperTail': (lambda x: cdf(-x), [lambda x: -density(x)], [(x,) for x in (-30.0, -1.0, 0.0, 1e-300, 0.5, 3.0, 8.0, 20.0, 37.0)]),
    'ErrorComplement': (erfc, [lambda x: -2 / sqrt(pi) * exp(-x * x)], [(x,) for x in (-5.0, -1.0, 0.0, 1e-300, 0.3, 0.5, 2.0, 6.0, 20.0, 26.0)]),
    'SoftmaxOfTwo': (lambda a, b: sigmoid(a - b), [lambda a, b: sigmoid(a - b) * sigmoid(b - a), lambda a, b: -sigmoid(a - b) * sigmoid(b - a)],
                     [(0.0, 0.0), (1000.0, 1000.0), (1000.0, 999.0), (-1000.0, -1001.0), (0.1, 700.0), (710.0, -0.3), (5.0, 5.0)]),
    'SoftmaxOfThree': (lambda a, b, c: exp(a - lse(a, b, c)), [
        lambda a, b, c: exp(a - lse(a, b, c)) * (1 - exp(a - lse(a, b, c))), lambda a, b, c: -exp(a + b - 2 * lse(a, b, c)),
        lambda a, b, c: -exp(a + c - 2 * lse(a, b, c))], TRIPLES),
    'LogOfRatio': (lambda a, b: -softplus(-a) - b * b, [lambda a, b: sigmoid(-a), lambda a, b: -2 * b],
                   [(a, b) for a in (-1000.0, -700.0, -1.0, 0.0, 40.0) for b in (0.0, 0.5, 20.0, 30.0)]),
    'PowerOfThreeHalves': (lambda x: x ** mpf(1.5), [lambda x: mpf(1.5) * sqrt(x)], [(x,) for x in (0.0, 5e-324, 1e-310, 1e-200, 1e-3, 1.0, 4.0, 1e200)]),
}


def main():
    for name, (value, gradient, points) in CASES.items():
        for point in points:
            arguments = [mpf(x) for x in point]
            print(name, ','.join(f'{bits(x):016x}' for x in point), text(value(*arguments)), ','.join(text(g(*arguments)) for g in gradient))


main()
