"""Writes the table that the functions of SymGrad.SpecialFunctions are measured against: 50 digits, by mpmath (Debian: python3-mpmath).

    python3 tests/SymGrad.Runtime.Tests/Functions/reference.py 60 > tests/SymGrad.Runtime.Tests/Functions/reference.txt

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


def reduced(f):
    """A function of an angle, whatever its size: 400 digits are enough to take out multiples of 2π."""
    def of(x):
        with workdps(450):
            return +f(x)
    return of


def power(x, y):
    """|x|^y for x other than 0."""
    return exp(y * log(abs(x)))


def nearest_multiples(step, count):
    """The doubles next to multiples of π/2, the points where reductions lose most digits."""
    with workdps(450):
        return [float(pi / 2 * (step ** k + 1 if step % 2 == 0 else step ** k)) for k in range(1, count)]


ANGLES = [uniform(-4, 4), uniform(-100, 100), logarithmic(TINY, 1), logarithmic(-1e-10, -1e6), logarithmic(1e5, 1e12), logarithmic(1, HUGE), logarithmic(-1e300, -HUGE),
          uniform(1.57, 1.5715), uniform(0.78, 0.79)]
UNIT = [1.0, -1.0, 1 - 2.0 ** -53, -1 + 2.0 ** -53, 1 - 2.0 ** -30]
BOTH = [logarithmic(1e-300, HUGE), logarithmic(-1e-300, -HUGE), logarithmic(TINY, NORMAL), logarithmic(-TINY, -NORMAL)]
HARD_ANGLES = (near(0.0) + near(0.7853981633974483) + near(1.5707963267948966) + near(3.141592653589793) + near(6.283185307179586) + near(1073741824.0)
               + [6381956970095103.0 * 2.0 ** 797, 5319372648326541.0 * 2.0 ** 71, 1e22, HUGE, -HUGE] + nearest_multiples(3, 60) + nearest_multiples(10, 30) + nearest_multiples(2, 100))
HALF_TURNS = [uniform(-1, 1), uniform(-100, 100), logarithmic(TINY, 1), logarithmic(-1e-300, -1), logarithmic(1, 1e15), logarithmic(-1e10, -HUGE), uniform(0.49, 0.51), uniform(0.99, 1.01)]
HARD_HALF_TURNS = (near(0.0) + near(0.25) + near(0.5) + near(0.75) + near(-1.0) + near(1.0) + near(1.5) + near(2.0) + near(-2.5) + near(2.0 ** 30 + 0.25) + [2.0 ** 51 + 0.5, 2.0 ** 52 + 1, -2.0 ** 52 - 1]
                   + [2.0 ** 53, 2.0 ** 51 - 0.25, -2.0 ** 50 - 0.25, HUGE, -HUGE])
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
    'Sin': (reduced(sin), ANGLES, HARD_ANGLES),
    'Cos': (reduced(cos), ANGLES, HARD_ANGLES),
    'Tan': (reduced(tan), ANGLES, HARD_ANGLES),
    'SinPi': (sinpi, HALF_TURNS, HARD_HALF_TURNS),
    'CosPi': (cospi, HALF_TURNS, HARD_HALF_TURNS),
    'TanPi': (lambda x: sinpi(x) / cospi(x) if cospi(x) != 0 else sign(sinpi(x)) * inf, HALF_TURNS, HARD_HALF_TURNS),
    'AsinPi': (lambda x: asin(x) / pi, [uniform(-1, 1), logarithmic(TINY, 1), logarithmic(-TINY, -1), uniform(0.45, 0.55), uniform(0.99, 1), uniform(-1, -0.99)],
               near(0.0) + near(0.5) + near(-0.5) + UNIT),
    'AcosPi': (lambda x: acos(x) / pi, [uniform(-1, 1), logarithmic(1e-20, 1), logarithmic(-1e-20, -1), uniform(0.45, 0.55), uniform(0.99, 1), uniform(-1, -0.99)],
               near(0.0) + near(0.5) + near(-0.5) + UNIT),
    'AtanPi': (lambda x: atan(x) / pi, [uniform(-5, 5), logarithmic(TINY, HUGE), logarithmic(-TINY, -HUGE), uniform(0.4, 0.43), uniform(2.3, 2.5), uniform(-1.1, -0.9)],
               near(0.0) + near(0.41421356237309503) + near(2.414213562373095) + near(1.0) + near(0.5) + [HUGE, 1e300]),
    'Asin': (asin, [uniform(-1, 1), logarithmic(TINY, 1), logarithmic(-TINY, -1), uniform(0.45, 0.55), uniform(0.99, 1), uniform(-1, -0.99)],
             near(0.0) + near(0.5) + near(-0.5) + UNIT),
    'Acos': (acos, [uniform(-1, 1), logarithmic(1e-20, 1), logarithmic(-1e-20, -1), uniform(0.45, 0.55), uniform(0.99, 1), uniform(-1, -0.99)],
             near(0.0) + near(0.5) + near(-0.5) + UNIT),
    'Atan': (atan, [uniform(-5, 5), logarithmic(TINY, HUGE), logarithmic(-TINY, -HUGE), uniform(0.4, 0.43), uniform(2.3, 2.5), uniform(-1.1, -0.9)],
             near(0.0) + near(0.41421356237309503) + near(2.414213562373095) + near(1.0) + near(0.5) + [HUGE, 1e300]),
    'Sinh': (sinh, [uniform(-710, 710), uniform(-1, 1), logarithmic(TINY, 1), logarithmic(-TINY, -1), uniform(-3, 3), uniform(20, 42), uniform(709, 710.475)],
             near(0.0) + near(40.0) + near(710.4758600739439)),
    'Cosh': (cosh, [uniform(-710, 710), uniform(-1, 1), logarithmic(1e-20, 1), uniform(-3, 3), uniform(20, 42), uniform(709, 710.475)],
             near(0.0) + near(40.0) + near(710.4758600739439)),
    'Asinh': (asinh, [uniform(-10, 10), logarithmic(TINY, HUGE), logarithmic(-TINY, -1), uniform(0, 1), logarithmic(1e8, 1e9)], near(0.0) + near(1.0) + near(268435456.0) + [HUGE]),
    'Acosh': (acosh, [uniform(1, 10), logarithmic(1, HUGE), uniform(1, 1.01), logarithmic(1e8, 1e9)],
              [1.0] + [1 + 2.0 ** -k for k in (52, 51, 40, 20)] + near(2.0) + near(268435456.0) + [HUGE]),
    'Atanh': (atanh, [uniform(-1, 1), logarithmic(TINY, 1), logarithmic(-TINY, -0.9), uniform(0.3, 0.4), uniform(0.99, 1)], near(0.0) + near(0.5) + near(0.3333333333333333) + [1 - 2.0 ** -53]),
    'Exp2': (lambda x: mpf(2) ** x, [uniform(-1075, 1024), uniform(-1, 1), logarithmic(1e-20, 1), uniform(-1074, -1020)],
             near(0.0) + near(0.5) + near(-0.5) + near(1.0) + near(-1022.0) + [float(k) for k in (-1074, -1073, -1023, -1000, -3, 10, 52, 1023)]),
    'Exp10': (lambda x: mpf(10) ** x, [uniform(-323.3, 308.2), uniform(-1, 1), logarithmic(1e-20, 1), uniform(-323, -307)],
              near(0.0) + near(1.0) + near(308.25) + [float(k) for k in (-323, -308, -5, 2, 5, 15, 22, 308)]),
    'Log2': (lambda x: log(x) / log(mpf(2)), [logarithmic(TINY, HUGE), uniform(0.5, 2), uniform(0.99, 1.01), logarithmic(TINY, NORMAL)],
             near(1.0) + near(2.0) + near(0.7071067811865476) + near(1.4142135623730951) + near(NORMAL) + [TINY, HUGE] + [2.0 ** k for k in (-1074, -1000, -5, 3, 100, 1023)]),
    'Log10': (log10, [logarithmic(TINY, HUGE), uniform(0.5, 2), uniform(0.99, 1.01), logarithmic(TINY, NORMAL)],
              near(1.0) + near(10.0) + near(0.7071067811865476) + near(NORMAL) + [TINY, HUGE] + [10.0 ** k for k in range(2, 23)]),
    'Cbrt': (lambda x: sign(x) * cbrt(abs(x)), [logarithmic(TINY, HUGE), logarithmic(-TINY, -HUGE), uniform(-10, 10), uniform(0.5, 4), logarithmic(TINY, NORMAL)],
             near(0.0) + near(1.0) + near(-8.0) + near(0.7071067811865476) + near(1.4142135623730951) + near(2.8284271247461903) + near(NORMAL) + [HUGE] + [float(k ** 3) for k in range(2, 20)]),
}
SPECIAL = {'nan': float('nan'), 'inf': float('inf'), '-inf': float('-inf')}
AT_SPECIAL = {
    'Exp': ('inf', '0'), 'Expm1': ('inf', '-1'), 'Gaussian': ('0', '0'), 'Log': ('inf', 'nan'), 'Log1p': ('inf', 'nan'), 'Log1mExp': ('nan', '0'),
    'Softplus': ('inf', '0'), 'Sigmoid': ('1', '0'), 'Tanh': ('1', '-1'), 'Logit': ('nan', 'nan'), 'Sinc': ('0', '0'), 'SincDerivative': ('0', '0'),
    'Erf': ('1', '-1'), 'Erfc': ('0', '2'), 'NormalDensity': ('0', '0'), 'NormalCdf': ('1', '0'), 'LogNormalCdf': ('0', '-inf'),
    'SinPi': ('nan', 'nan'), 'CosPi': ('nan', 'nan'), 'TanPi': ('nan', 'nan'), 'AsinPi': ('nan', 'nan'), 'AcosPi': ('nan', 'nan'), 'AtanPi': ('0.5', '-0.5'),
    'Sin': ('nan', 'nan'), 'Cos': ('nan', 'nan'), 'Tan': ('nan', 'nan'), 'Asin': ('nan', 'nan'), 'Acos': ('nan', 'nan'),
    'Atan': (mpf(pi) / 2, -mpf(pi) / 2), 'Sinh': ('inf', '-inf'), 'Cosh': ('inf', 'inf'), 'Asinh': ('inf', '-inf'), 'Acosh': ('inf', 'nan'), 'Atanh': ('nan', 'nan'),
    'Exp2': ('inf', '0'), 'Exp10': ('inf', '0'), 'Log2': ('inf', 'nan'), 'Log10': ('inf', 'nan'), 'Cbrt': ('inf', '-inf'),
    'LogNormalCdfDerivative': ('0', 'inf'), 'LogGamma': ('inf', 'inf'), 'Digamma': ('inf', 'nan'), 'Trigamma': ('0', 'nan'),
}
POLES = [('Log', 0.0, '-inf'), ('Log', -1.0, 'nan'), ('Log', -TINY, 'nan'), ('Log1p', -1.0, '-inf'), ('Log1p', -1.0000000000000002, 'nan'),
         ('Log1mExp', 0.0, '-inf'), ('Log1mExp', TINY, 'nan'), ('Logit', 0.0, '-inf'), ('Logit', 1.0, 'inf'), ('Logit', -TINY, 'nan'),
         ('Logit', 1.0000000000000002, 'nan'), ('LogGamma', 0.0, 'inf'), ('LogGamma', -1.0, 'inf'), ('LogGamma', -2.0, 'inf'),
         ('Asin', 1.0000000000000002, 'nan'), ('Asin', -2.0, 'nan'), ('Acos', 1.0000000000000002, 'nan'), ('Acos', -2.0, 'nan'), ('Sinh', 711.0, 'inf'), ('Sinh', -711.0, '-inf'),
         ('Cosh', -711.0, 'inf'), ('Acosh', 0.9999999999999999, 'nan'), ('Acosh', -3.0, 'nan'), ('Atanh', 1.0, 'inf'), ('Atanh', -1.0, '-inf'), ('Atanh', 1.0000000000000002, 'nan'),
         ('Exp2', 1024.0, 'inf'), ('Exp2', 1e300, 'inf'), ('Exp2', -1e300, '0'), ('Exp10', 309.0, 'inf'), ('Log2', 0.0, '-inf'), ('Log2', -1.0, 'nan'), ('Log10', 0.0, '-inf'),
         ('Log10', -1.0, 'nan'), ('Digamma', 0.0, '-inf'), ('Digamma', -0.0, 'inf'), ('Digamma', -1.0, 'nan'), ('Trigamma', 0.0, 'inf'), ('Trigamma', -3.0, 'inf')]
PAIRS = [(0.0, 0.0), (1.0, 1.0), (-1000.0, -1000.0), (1000.0, 999.0), (710.0, -710.0), (0.0, -800.0), (-0.6931471805599453, -0.6931471805599453)]


INF = float('inf')
NAN = float('nan')
# As C has them (Annex F): x, y and x^y.
SPECIAL_POWERS = [
    (NAN, 0.0, '1'), (NAN, -0.0, '1'), (1.0, NAN, '1'), (1.0, INF, '1'), (-1.0, INF, '1'), (-1.0, -INF, '1'), (INF, 0.0, '1'), (0.0, 0.0, '1'), (-5.0, 0.0, '1'),
    (NAN, 1.0, 'nan'), (2.0, NAN, 'nan'), (-1.0, NAN, 'nan'), (0.0, NAN, 'nan'), (INF, NAN, 'nan'), (-2.0, 0.5, 'nan'), (-0.5, 2.5, 'nan'), (-1e300, 1e-300, 'nan'),
    (0.0, 3.0, '0'), (0.0, 0.5, '0'), (-0.0, 2.0, '0'), (-0.0, 3.0, '0'), (0.0, INF, '0'), (-0.0, INF, '0'), (0.0, -3.0, 'inf'), (-0.0, -3.0, '-inf'), (-0.0, -2.0, 'inf'), (-0.0, -0.5, 'inf'),
    (0.0, -INF, 'inf'), (0.5, INF, '0'), (2.0, INF, 'inf'), (0.5, -INF, 'inf'), (2.0, -INF, '0'), (-2.0, INF, 'inf'), (-0.5, -INF, 'inf'), (INF, 2.0, 'inf'), (INF, -2.0, '0'),
    (-INF, 3.0, '-inf'), (-INF, 2.0, 'inf'), (-INF, 0.5, 'inf'), (-INF, -3.0, '0'), (-INF, -2.0, '0'), (-INF, INF, 'inf'), (INF, -INF, '0'), (2.0, 1e308, 'inf'), (0.5, 1e308, '0'),
    (2.0, 1024.0, 'inf'), (-2.0, 1025.0, '-inf'), (1e300, HUGE, 'inf'), (1 + 2.0 ** -52, HUGE, 'inf'), (1 - 2.0 ** -53, HUGE, '0'), (-2.0, 3.0, '-8'), (-3.0, -1.0, nstr(-mpf(1) / 3, 50)),
    (-1.0, 4503599627370497.0, '-1'), (-1.0, 9007199254740991.0, '-1'), (-1.0, 9007199254740992.0, '1'), (-1.0, 2251799813685249.5, 'nan'),
]

# x, y, √(x² + y²) and the angle.
SPECIAL_PLANES = [
    (0.0, 0.0, '0', '0'), (-0.0, 0.0, '0', pi / 1), (-0.0, -0.0, '0', -pi / 1), (1.0, 0.0, '1', '0'), (-1.0, 0.0, '1', pi / 1), (-1.0, -0.0, '1', -pi / 1), (0.0, 2.0, '2', pi / 2),
    (-0.0, -2.0, '2', -pi / 2), (INF, INF, 'inf', pi / 4), (-INF, INF, 'inf', 3 * pi / 4), (-INF, -INF, 'inf', -3 * pi / 4), (INF, 5.0, 'inf', '0'), (-INF, 5.0, 'inf', pi / 1),
    (-INF, -5.0, 'inf', -pi / 1), (3.0, INF, 'inf', pi / 2), (3.0, -INF, 'inf', -pi / 2), (NAN, 1.0, 'nan', 'nan'), (1.0, NAN, 'nan', 'nan'), (INF, NAN, 'inf', 'nan'), (NAN, -INF, 'inf', 'nan'),
    (HUGE, HUGE, 'inf', pi / 4), (3.0, 4.0, '5', atan(mpf(4) / 3)), (TINY, TINY, nstr(sqrt(mpf(2)) * mpf(TINY), 50), pi / 4), (HUGE, 0.0, nstr(mpf(HUGE), 50), '0'),
    (-HUGE, TINY, nstr(mpf(HUGE), 50), pi / 1), (0.0, -TINY, nstr(mpf(TINY), 50), -pi / 2),
]


def planes(generator):
    """Points near and far, and such with coordinates of very different size."""
    for k in range(6 * COUNT):
        choice = k % 6
        if choice < 2:
            yield generator.uniform(-10, 10), generator.uniform(-10, 10)
        elif choice == 2:
            x = draw(logarithmic(TINY, HUGE / 2), generator)
            yield x * generator.choice([-1, 1]), x * generator.uniform(-1, 1)
        elif choice == 3:
            x = generator.uniform(-10, 10)
            yield x, x * generator.choice([1, -1, 0.41421356237309503, -2.414213562373095]) * (1 + generator.uniform(-1, 1) * 1e-12)
        elif choice == 4:
            yield draw(logarithmic(TINY, HUGE / 2), generator), draw(logarithmic(-TINY, -HUGE / 2), generator)
        else:
            yield -draw(logarithmic(1e-170, 1e170), generator), draw(logarithmic(1e-170, 1e170), generator)


def powers(generator):
    """Bases and exponents over the whole range of results."""
    yield from [(2.0, 0.5), (2.0, -1074.0), (2.0, -1073.5), (3.0, 2.0), (10.0, 22.0), (7.0, 5.0), (0.5, 0.5), (4.0, 0.5), (9.0, 1.5), (TINY, 0.5), (TINY, -0.5), (HUGE, 0.5), (HUGE, -1.0), (1e-300, 1.0)]
    for low, high in ((1e-3, 1e3), (0.5, 2.0), (0.99, 1.01), (1 - 1e-8, 1 + 1e-8), (TINY, HUGE), (TINY, NORMAL)):
        for _ in range(COUNT):
            x = draw(logarithmic(low, high), generator)
            if x == 1:
                continue
            limit = float(744 / abs(log(mpf(x)))) if x < 1 else float(709 / abs(log(mpf(x))))
            sign = -1 if x < 1 else 1
            yield x, generator.choice([generator.uniform(-709 / 744 * limit, limit * 0.999), limit * generator.uniform(0.9, 0.999), -limit * generator.uniform(0.9, 0.95), float(generator.randint(-3, 5))])


def bases(generator):
    """Numbers and bases."""
    yield from [(8.0, 2.0), (1000.0, 10.0), (1.0, 7.0), (TINY, HUGE), (HUGE, TINY), (1 + 2.0 ** -52, 2.0), (2.0, 1 + 2.0 ** -52), (0.5, 1 - 2.0 ** -53)]
    for low, high in ((1e-3, 1e3), (0.5, 2.0), (TINY, HUGE)):
        for _ in range(COUNT):
            x, y = draw(logarithmic(low, high), generator), draw(logarithmic(low, high), generator)
            if y != 1:
                yield x, y


def text(value):
    return str(value).replace('+', '') if isinf(value) else nstr(value, 50, strip_zeros=True, min_fixed=1, max_fixed=0) if value != 0 else '0'


def main():
    for name, (f, ranges, points) in FUNCTIONS.items():
        generator = random.Random(name)
        drawn = points + [draw(r, generator) for r in ranges for _ in range(COUNT)]
        for x in drawn:
            print(f"{name} {bits(x):016x} {text(f(mpf(x)))}")
        for x, value in zip((float('inf'), float('-inf')), AT_SPECIAL[name]):
            print(f"{name} {bits(x):016x} {value if isinstance(value, str) else text(value)}")
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
    for x, y in planes(generator):
        print(f"Hypot {bits(x):016x} {bits(y):016x} {text(sqrt(mpf(x) ** 2 + mpf(y) ** 2))}")
        print(f"Atan2 {bits(y):016x} {bits(x):016x} {text(atan2(mpf(y), mpf(x)))}")
        print(f"Atan2Pi {bits(y):016x} {bits(x):016x} {text(atan2(mpf(y), mpf(x)) / pi)}")
    for x, y, length, angle in SPECIAL_PLANES:
        print(f"Hypot {bits(x):016x} {bits(y):016x} {length}")
        print(f"Atan2 {bits(y):016x} {bits(x):016x} {angle if isinstance(angle, str) else text(angle)}")
        print(f"Atan2Pi {bits(y):016x} {bits(x):016x} {angle if isinstance(angle, str) else text(angle / pi)}")
    for x, y in powers(generator):
        print(f"Pow {bits(x):016x} {bits(y):016x} {text(power(mpf(x), mpf(y)))}")
    for x, y, value in SPECIAL_POWERS:
        print(f"Pow {bits(x):016x} {bits(y):016x} {value}")
    for x, y in bases(generator):
        print(f"LogBase {bits(x):016x} {bits(y):016x} {text(log(mpf(x)) / log(mpf(y)))}")
    print(f"XLogY {bits(0.0):016x} {bits(0.0):016x} 0")
    print(f"XLogY {bits(0.0):016x} {bits(float('inf')):016x} 0")
    print(f"XLogY {bits(0.0):016x} {bits(float('nan')):016x} nan")
    print(f"XLogY {bits(2.0):016x} {bits(0.0):016x} -inf")


main()
