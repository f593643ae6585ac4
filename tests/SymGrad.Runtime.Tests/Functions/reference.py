"""Writes the table that the functions of SymGrad.SpecialFunctions are measured against: 50 digits, by mpmath (Debian: python3-mpmath).

    python3 tests/SymGrad.Runtime.Tests/Functions/reference.py 120 > tests/SymGrad.Runtime.Tests/Functions/reference.txt

The number is that of random points in each range of each function; the generator of random numbers is seeded. Points of the table itself:
the bits of the arguments, then the value. A larger table, for SYMGRAD_REFERENCE_TABLE, is made by a larger number.
"""
import random
import struct
import sys
from mpmath import *

mp.dps = 110
COUNT = int(sys.argv[1])
HALF = mpf(1) / 2
TINY = 5e-324
NORMAL = 2.2250738585072014e-308
HUGE = 1.7976931348623157e308


def bits(x):
    return struct.unpack('<Q', struct.pack('<d', x))[0]


def number(b):
    return struct.unpack('<d', struct.pack('<Q', b))[0]


def near(x, steps=(0, 1, 2)):
    """A number and its neighbours."""
    return [x] + [number(bits(x) + s) for s in steps[1:]] + [number(bits(x) - s) for s in steps[1:]] if x != 0 else [0.0, -0.0, TINY, -TINY]


def uniform(low, high):
    return ('uniform', low, high)


def logarithmic(low, high):
    """Magnitudes between two positive bounds, of both signs where the bounds are given for both."""
    return ('logarithmic', low, high)


def draw(range_, generator):
    kind, low, high = range_
    if kind == 'uniform':
        return generator.uniform(low, high)
    sign = -1.0 if low < 0 else 1.0
    return sign * number(generator.randint(bits(abs(low)), bits(abs(high))))


def lse(x, y):
    m = max(x, y)
    return m + log1p(exp(min(x, y) - m))


def sinc_derivative(x):
    return (cos(x) - sin(x) / x) / x if abs(x) > mpf(10) ** -20 else -x / 3 + x ** 3 / 30


def log_normal_cdf(x):
    return log(normal_cdf(x)) if x < 0 else log1p(-normal_cdf(-x))


def normal_cdf(x):
    return erfc(-x / sqrt(mpf(2))) / 2


def normal_density(x):
    return exp(-x * x / 2) / sqrt(2 * pi)


def log_gamma(x):
    return log(abs(gamma(x))) if x < 0 else loggamma(x)


BOTH = [logarithmic(1e-300, HUGE), logarithmic(-1e-300, -HUGE), logarithmic(TINY, NORMAL), logarithmic(-TINY, -NORMAL)]
FUNCTIONS = {
    'Exp': (exp, [uniform(-746, 710), uniform(-1, 1), logarithmic(1e-20, 1), logarithmic(-1e-20, -1), uniform(-745.2, -708)],
            near(0.0) + near(1.0) + near(709.782712893384) + near(-745.1332191019412) + near(-708.3964185322641)),
    'Expm1': (expm1, [uniform(-50, 710), uniform(-1, 1), logarithmic(TINY, 1), logarithmic(-TINY, -1), uniform(-1, -0.2), uniform(0.3, 0.4)],
              near(0.0) + near(709.782712893384) + near(-37.5) + near(0.34657359027997264) + near(-0.34657359027997264)),
    'Gaussian': (lambda x: exp(-x * x), [uniform(-27.3, 27.3), uniform(-1, 1), logarithmic(1e-10, 30)], near(0.0) + near(27.2972) + near(26.6)),
    'Log': (log, [logarithmic(TINY, HUGE), uniform(0.5, 2), uniform(0.99, 1.01), logarithmic(TINY, NORMAL)],
            near(1.0) + near(2.0) + near(0.7071067811865476) + near(1.4142135623730951) + near(NORMAL) + [TINY, HUGE]),
    'Log1p': (log1p, [logarithmic(TINY, HUGE), logarithmic(-TINY, -0.999), uniform(-0.999, 1), uniform(-0.3, -0.28), uniform(0.4, 0.43)],
              near(0.0) + near(1.0) + near(-0.5) + [-1 + 2.0 ** -k for k in (30, 52, 53)] + [HUGE, 2.0 ** 53, 2.0 ** 53 + 2]),
    'Log1mExp': (lambda x: log(-expm1(x)) if x > -1 else log1p(-exp(x)),
                 [logarithmic(-TINY, -750), uniform(-2, 0), uniform(-0.7, -0.68), uniform(-746, -30)], near(-0.6931471805599453) + [-TINY, -745.0, -740.5]),
    'Softplus': (lambda x: log1p(exp(x)), [uniform(-745, 745), uniform(-2, 2), logarithmic(1e-20, 1e5), logarithmic(-1e-20, -700)] + BOTH[:1],
                 near(0.0) + near(37.0) + near(-708.5) + near(-745.13)),
    'Sigmoid': (lambda x: 1 / (1 + exp(-x)), [uniform(-745, 40), uniform(-2, 2), logarithmic(1e-20, 700), logarithmic(-1e-20, -745)],
                near(0.0) + near(37.0) + near(-708.5) + near(-745.13)),
    'Tanh': (tanh, [uniform(-20, 20), uniform(-1, 1), logarithmic(TINY, 30), logarithmic(-TINY, -30)] + BOTH[:1], near(0.0) + near(0.17328679513998632) + near(19.0)),
    'Logit': (lambda p: log(p / (1 - p)), [uniform(0, 1), uniform(0.4, 0.6), logarithmic(TINY, 1)],
              near(0.5) + near(0.25) + near(0.75) + [TINY, 1 - 2.0 ** -53]),
    'Sinc': (lambda x: sin(x) / x if x != 0 else mpf(1), [uniform(-100, 100), uniform(-3, 3), logarithmic(1e-300, 1e6)], near(0.0) + near(1.0)),
    'SincDerivative': (sinc_derivative, [uniform(-4, 4), logarithmic(1e-300, 2), uniform(1.9, 2.1), uniform(5, 7)], near(0.0) + near(2.0)),
    'Erf': (erf, [uniform(-6, 6), logarithmic(TINY, 6), uniform(0.4, 0.6), logarithmic(-TINY, -6)], near(0.0) + near(0.5) + near(5.9)),
    'Erfc': (erfc, [uniform(-6, 27.2), uniform(0.4, 0.6), uniform(-1, 1), uniform(0.5, 6), logarithmic(1e-300, 27)], near(0.0) + near(0.5) + near(26.543) + near(27.2)),
    'NormalDensity': (normal_density, [uniform(-38.5, 38.5), uniform(-1, 1), logarithmic(1e-10, 38)], near(0.0) + near(38.0)),
    'NormalCdf': (normal_cdf, [uniform(-38.4, 9), uniform(-1.1, 1.1), uniform(-6, 0), logarithmic(-1e-300, -38)], near(0.0) + near(-0.75) + near(0.75) + near(-37.5) + near(-38.4)),
    'LogNormalCdf': (log_normal_cdf, [uniform(-1000, 38), uniform(-2, 2), uniform(-40, 0), logarithmic(-1e-10, -1e8), uniform(0, 10)], near(0.0) + near(-1.0) + near(0.75) + near(-0.75)),
    'LogNormalCdfDerivative': (lambda x: normal_density(x) / normal_cdf(x), [uniform(-1000, 38), uniform(-2, 2), uniform(-40, 0), logarithmic(-1e-10, -1e8), uniform(0, 10)],
                               near(0.0) + near(-1.0) + near(0.75)),
    'LogGamma': (log_gamma, [uniform(0, 4), logarithmic(TINY, 1e300), uniform(2.9, 8.5), uniform(0.9, 1.1), uniform(1.9, 2.1), uniform(-0.5, 0), uniform(-30, -0.5)],
                 near(1.0) + near(2.0) + near(0.5) + near(1.5) + near(3.0) + near(8.0) + [2.5e305]),
    'Digamma': (digamma, [uniform(0, 3), logarithmic(1e-300, 1e300), uniform(2, 9), uniform(1.45, 1.47), uniform(-0.3, 0), uniform(-30, -0.3)],
                near(1.0) + near(2.0) + near(3.0) + near(8.0) + near(1.4616321449683622)),
    'Trigamma': (lambda x: psi(1, x), [uniform(0, 3), logarithmic(1e-150, 1e300), uniform(2, 9), uniform(-0.9, 0)], near(1.0) + near(8.0)),
}
SPECIAL = {'nan': float('nan'), 'inf': float('inf'), '-inf': float('-inf')}
AT_SPECIAL = {
    'Exp': ('inf', '0'), 'Expm1': ('inf', '-1'), 'Gaussian': ('0', '0'), 'Log': ('inf', 'nan'), 'Log1p': ('inf', 'nan'), 'Log1mExp': ('nan', '0'),
    'Softplus': ('inf', '0'), 'Sigmoid': ('1', '0'), 'Tanh': ('1', '-1'), 'Logit': ('nan', 'nan'), 'Sinc': ('0', '0'), 'SincDerivative': ('0', '0'),
    'Erf': ('1', '-1'), 'Erfc': ('0', '2'), 'NormalDensity': ('0', '0'), 'NormalCdf': ('1', '0'), 'LogNormalCdf': ('0', '-inf'),
    'LogNormalCdfDerivative': ('0', 'inf'), 'LogGamma': ('inf', 'inf'), 'Digamma': ('inf', 'nan'), 'Trigamma': ('0', 'nan'),
}
POLES = [('Log', 0.0, '-inf'), ('Log', -1.0, 'nan'), ('Log', -TINY, 'nan'), ('Log1p', -1.0, '-inf'), ('Log1p', -1.0000000000000002, 'nan'),
         ('Log1mExp', 0.0, '-inf'), ('Log1mExp', TINY, 'nan'), ('Logit', 0.0, '-inf'), ('Logit', 1.0, 'inf'), ('Logit', -TINY, 'nan'),
         ('Logit', 1.0000000000000002, 'nan'), ('LogGamma', 0.0, 'inf'), ('LogGamma', -1.0, 'inf'), ('LogGamma', -2.0, 'inf'),
         ('Digamma', 0.0, '-inf'), ('Digamma', -0.0, 'inf'), ('Digamma', -1.0, 'nan'), ('Trigamma', 0.0, 'inf'), ('Trigamma', -3.0, 'inf')]
PAIRS = [(0.0, 0.0), (1.0, 1.0), (-1000.0, -1000.0), (1000.0, 999.0), (710.0, -710.0), (0.0, -800.0), (-0.6931471805599453, -0.6931471805599453)]


def text(value):
    return nstr(value, 50, strip_zeros=True, min_fixed=1, max_fixed=0) if value != 0 else '0'


def main():
    for name, (f, ranges, points) in FUNCTIONS.items():
        generator = random.Random(name)
        drawn = points + [draw(r, generator) for r in ranges for _ in range(COUNT)]
        for x in drawn:
            print(f"{name} {bits(x):016x} {text(f(mpf(x)))}")
        for x, value in zip((float('inf'), float('-inf')), AT_SPECIAL[name]):
            print(f"{name} {bits(x):016x} {value}")
        print(f"{name} {bits(float('nan')):016x} nan")
    for name, x, value in POLES:
        print(f"{name} {bits(x):016x} {value}")
    generator = random.Random('pairs')
    pairs = PAIRS + [(generator.uniform(-800, 800), generator.uniform(-800, 800)) for _ in range(COUNT)]
    pairs += [(generator.uniform(-3, 3), generator.uniform(-3, 3)) for _ in range(COUNT)]
    for x, y in pairs:
        print(f"LogSumExp {bits(x):016x} {bits(y):016x} {text(lse(mpf(x), mpf(y)))}")
        print(f"LogSumExpDerivative {bits(x):016x} {bits(y):016x} {text(1 / (1 + exp(mpf(y) - mpf(x))))}")
    for _ in range(2 * COUNT):
        x, y = generator.uniform(-5, 5), draw(logarithmic(TINY, HUGE), generator)
        print(f"XLogY {bits(x):016x} {bits(y):016x} {text(mpf(x) * log(mpf(y)))}")
    for _ in range(2 * COUNT):
        z, y = generator.choice([generator.uniform(-800, 800), generator.uniform(-3, 3)]), generator.choice([0.0, 1.0, generator.random()])
        value = y * log1p(exp(-mpf(z))) + (1 - mpf(y)) * log1p(exp(mpf(z)))
        print(f"SigmoidCrossEntropy {bits(z):016x} {bits(y):016x} {text(value)}")
    for _ in range(2 * COUNT):
        x = generator.uniform(-10, 10)
        y = generator.choice([generator.uniform(-10, 10), x * (1 + generator.choice([1e-15, 1e-8, -1e-12])), 1.0])
        print(f"DifferenceOfSquares {bits(x):016x} {bits(y):016x} {text(mpf(x) ** 2 - mpf(y) ** 2)}")
    print(f"XLogY {bits(0.0):016x} {bits(0.0):016x} 0")
    print(f"XLogY {bits(0.0):016x} {bits(float('inf')):016x} 0")
    print(f"XLogY {bits(0.0):016x} {bits(float('nan')):016x} nan")
    print(f"XLogY {bits(2.0):016x} {bits(0.0):016x} -inf")


main()
