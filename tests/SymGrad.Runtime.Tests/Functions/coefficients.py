"""Writes the polynomials of runtime/SymGrad/Functions/Coefficients.cs.

Each is the interpolation polynomial of a smooth function at Chebyshev nodes, computed with 90 digits by mpmath (Debian: python3-mpmath):

    python3 tests/SymGrad.Runtime.Tests/Functions/coefficients.py > runtime/SymGrad/Functions/Coefficients.cs

With --lanes it prints the three polynomials of ExponentialLanes.cs and LogarithmLanes.cs instead.
"""
import sys
from mpmath import *

mp.dps = 90
HALF = mpf(1) / 2
TINY = mpf(10) ** -25


def interpolate(f, low, high, degree):
    """Coefficients in powers of the argument, and the greatest relative error at 400 points."""
    low, high = mpf(low), mpf(high)
    count = degree + 1
    nodes = [(low + high) / 2 + (high - low) / 2 * cos(pi * (2 * k + 1) / (2 * count)) for k in range(count)]
    differences = [f(x) for x in nodes]
    for j in range(1, count):
        for i in range(count - 1, j - 1, -1):
            differences[i] = (differences[i] - differences[i - 1]) / (nodes[i] - nodes[i - j])
    polynomial = [mpf(0)]
    for i in range(count - 1, -1, -1):
        product = [mpf(0)] * (len(polynomial) + 1)
        for k, c in enumerate(polynomial):
            product[k + 1] += c
            product[k] -= c * nodes[i]
        product[0] += differences[i]
        polynomial = product
    polynomial = polynomial[:count]
    points = [low + (high - low) * k / 400 for k in range(401)]
    return polynomial, max(abs(polyval(polynomial[::-1], x) / f(x) - 1) for x in points)


def root(z):
    return sqrt(z)


def series_of(f, at_zero):
    """f of the square root, continued to 0."""
    return lambda z: f(sqrt(z)) if z > TINY else at_zero


def scaled_erfc(x):
    return exp(x * x) * erfc(x)


def bounded_scaled_erfc(t):
    """(1 + 2x)·erfcx(x), where t = (x − 4)/(x + 4)."""
    if t >= 1:
        return 2 / sqrt(pi)
    x = 4 * (1 + t) / (1 - t)
    if x < 1000:
        return (1 + 2 * x) * scaled_erfc(x)
    term, total = mpf(1), mpf(0)
    for k in range(30):
        total += term
        term *= -(2 * k + 1) / (2 * x * x)
    return (1 + 2 * x) * total / (x * sqrt(pi))


DIGAMMA_ROOT = findroot(digamma, mpf('1.4616'))
LN2 = log(mpf(2))
QUARTER_PI = pi / 4 * mpf('1.0001')

LANES = [
    ("(e^r − 1 − r)/r² on |r| ≤ ln(2)/2", lambda r: (expm1(r) - r) / r ** 2 if abs(r) > TINY else HALF + r / 6,
     -LN2 / 2 * mpf('1.001'), LN2 / 2 * mpf('1.001'), 11),
    ("(ln((1 + s)/(1 − s)) − 2s)/s³ in s²", series_of(lambda s: (2 * atanh(s) / s - 2) / s ** 2, mpf(2) / 3),
     0, ((sqrt(mpf(2)) - 1) / (sqrt(mpf(2)) + 1)) ** 2 * mpf('1.001'), 7),
    ("the same for s up to a third", series_of(lambda s: (2 * atanh(s) / s - 2) / s ** 2, mpf(2) / 3), 0, mpf('1.001') / 9, 9),
]

TABLES = [
    ("Erf", "(erf(x)/x − 2/√π)/x² in x², for |x| ≤ ½",
     series_of(lambda x: (erf(x) / x - 2 / sqrt(pi)) / x ** 2, -2 / sqrt(pi) / 3), 0, '0.2501', 9),
    ("ScaledErfc", "(1 + 2x)·e^(x²)·erfc(x) in (x − 4)/(x + 4), for x ≥ 0.45",
     bounded_scaled_erfc, mpf('-3.55') / mpf('4.45'), 1, 26),
    ("NormalCdf", "((Φ(x) − ½)/x − 1/√(2π))/x² in x², for |x| ≤ 1",
     series_of(lambda x: ((ncdf(x) - HALF) / x - 1 / sqrt(2 * pi)) / x ** 2, -1 / sqrt(2 * pi) / 6), 0, 1, 11),
    ("LogGammaAtOne", "ln Γ(1 + t)/t, for |t| ≤ ½", lambda t: loggamma(1 + t) / t if abs(t) > TINY else -euler, -HALF, HALF, 31),
    ("LogGammaAtTwo", "ln Γ(2 + t)/t, for −½ ≤ t ≤ 1", lambda t: loggamma(2 + t) / t if abs(t) > TINY else 1 - euler, -HALF, 1, 24),
    ("Stirling", "x·(ln Γ(x) − (x − ½)·ln x + x − ln(2π)/2) in 1/x², for x ≥ 8",
     series_of(lambda r: (loggamma(1 / r) - (1 / r - HALF) * log(1 / r) + 1 / r - log(2 * pi) / 2) / r, mpf(1) / 12), 0, mpf(1) / 64, 8),
    ("DigammaAtRoot", "ψ(1.5 + t)/(1.5 + t − x₀), for |t| ≤ ½, where x₀ is the root",
     lambda t: digamma(t + 1.5) / (t + 1.5 - DIGAMMA_ROOT), -HALF, HALF, 24),
    ("DigammaAboveTwo", "ψ(2.5 + t), for |t| ≤ ½", lambda t: digamma(t + 2.5), -HALF, HALF, 19),
    ("DigammaSeries", "x²·(ln x − 1/(2x) − ψ(x)) in 1/x², for x ≥ 8",
     series_of(lambda r: (log(1 / r) - r / 2 - digamma(1 / r)) / r ** 2, mpf(1) / 12), 0, mpf(1) / 64, 8),
    ("TrigammaSeries", "x³·(ψ′(x) − 1/x − 1/(2x²)) in 1/x², for x ≥ 8",
     series_of(lambda r: (psi(1, 1 / r) - r - r ** 2 / 2) / r ** 3, mpf(1) / 6), 0, mpf(1) / 64, 9),
    ("SincDerivative", "(cos x − sin x/x)/x² in x², for |x| ≤ 2",
     series_of(lambda x: (cos(x) - sin(x) / x) / x ** 2, -mpf(1) / 3), 0, 4, 10),
    ("Sine", "(sin r/r − 1)/r² in r², for |r| ≤ π/4",
     series_of(lambda r: (sin(r) / r - 1) / r ** 2, -mpf(1) / 6), 0, QUARTER_PI ** 2, 6),
    ("Cosine", "(cos r − 1 + r²/2)/r⁴ in r², for |r| ≤ π/4",
     series_of(lambda r: ((cos(r) - 1) / r ** 2 + HALF) / r ** 2, mpf(1) / 24), 0, QUARTER_PI ** 2, 5),
    ("Arctangent", "(arctan t/t − 1)/t² in t², for |t| ≤ √2 − 1",
     series_of(lambda t: (atan(t) / t - 1) / t ** 2, -mpf(1) / 3), 0, mpf('0.4143') ** 2, 10),
    ("Arcsine", "(arcsin x/x − 1)/x² in x², for |x| ≤ ½",
     series_of(lambda x: (asin(x) / x - 1) / x ** 2, mpf(1) / 6), 0, mpf('0.2501'), 12),
    ("CubeRoot", "the cube root, for √½ ≤ x ≤ √2", cbrt, sqrt(HALF), sqrt(mpf(2)), 5),
    ("ArtanhTail", "((artanh s/s − 1)/s² − ⅓)/s² in s², for |s| ≤ 3 − 2√2",
     series_of(lambda s: ((atanh(s) / s - 1) / s ** 2 - mpf(1) / 3) / s ** 2, mpf(1) / 5), 0, LANES[1][3], 7),
]

# Enough of 2/π for the greatest number: 64 zeros, for arguments that do not reach its first bits, and 1,280 digits.
TWO_BY_PI_WORDS = 21


def main():
    if "--lanes" in sys.argv:
        for name, f, low, high, degree in LANES:
            polynomial, error = interpolate(f, low, high, degree)
            print(f"{name}: error {nstr(error, 2)}", *[repr(float(c)) for c in polynomial], sep="\n")
        return
    print("using System;\n\nnamespace SymGrad;\n")
    print("/// <summary>Polynomials, lowest power first, as written by tests/SymGrad.Runtime.Tests/Functions/coefficients.py.</summary>")
    print("internal static class Coefficients\n{")
    for i, (name, meaning, f, low, high, degree) in enumerate(TABLES):
        polynomial, error = interpolate(f, low, high, degree)
        meaning = meaning.replace("≤", "at most").replace("≥", "at least").replace("<", "&lt;")
        print("" if i == 0 else "\n", end="")
        print(f"    /// <summary>{meaning}; relative error {nstr(error, 2)}.</summary>")
        print(f"    public static ReadOnlySpan<double> {name} =>\n    [")
        values = [repr(float(c)) for c in polynomial]
        for k in range(0, len(values), 4):
            print("        " + ", ".join(values[k:k + 4]) + ",")
        print("    ];")
    mp.dps = 450
    words = int(floor(2 / pi * mpf(2) ** (64 * (TWO_BY_PI_WORDS - 1))))
    print(f"\n    /// <summary>2/π·2⁻⁶⁴ in binary, {64 * TWO_BY_PI_WORDS} digits from the point on.</summary>")
    print("    public static ReadOnlySpan<ulong> TwoByPi =>\n    [")
    texts = [f"0x{(words >> (64 * (TWO_BY_PI_WORDS - 1 - i))) & (2 ** 64 - 1):016x}" for i in range(TWO_BY_PI_WORDS)]
    for k in range(0, len(texts), 4):
        print("        " + ", ".join(texts[k:k + 4]) + ",")
    print("    ];")
    print("}")


main()
