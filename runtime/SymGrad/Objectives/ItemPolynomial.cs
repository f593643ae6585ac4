using System;
using System.ComponentModel;

namespace SymGrad;

/// <summary>What the loss of an item is as a polynomial: which products of its parameters it may have. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ItemPolynomial
{
    private readonly int[] lengths;
    private readonly int[][] products;

    /// <summary>A polynomial, from the largest products that it may have; what divides one of these may be there, too.</summary>
    /// <param name="lengths">How many numbers there are of each kind: of each parameter in θ, and of each result that is computed from θ alone.</param>
    /// <param name="products">Each product as its degree in the numbers of each kind: (2, 1) for exp(−2s)·(y − w·x)², in w and exp(−2s).</param>
    /// <exception cref="ArgumentException">A product has not a degree in each kind, or its degree in all of them is not 2, 3 or 4 at most.</exception>
    public ItemPolynomial(ReadOnlySpan<int> lengths, params ReadOnlySpan<int[]> products)
    {
        this.lengths = lengths.ToArray();
        this.products = products.ToArray();
        foreach (int[] product in products)
        {
            int degree = 0;
            foreach (int part in product)
            {
                degree += part;
            }

            Degree = Math.Max(Degree, degree);
            if (product.Length != lengths.Length || degree > 4)
            {
                throw new ArgumentException($"A product needs a degree in each of the {lengths.Length} kinds of numbers, at most 4 in all of them.", nameof(products));
            }
        }
    }

    private ItemPolynomial()
    {
        lengths = [];
        products = [];
        Degree = 2;
    }

    /// <summary>A polynomial of the second degree, which may have any product of two numbers.</summary>
    public static ItemPolynomial Quadratic { get; } = new();

    /// <summary>The degree in all numbers together.</summary>
    internal int Degree { get; }

    /// <summary>How many numbers there are of each kind.</summary>
    /// <param name="count">How many there are in all.</param>
    internal int[] LengthsOf(int count) => lengths.Length == 0 ? [count] : lengths;

    /// <summary>Whether a product may be there.</summary>
    /// <param name="degrees">Its degree in the numbers of each kind.</param>
    internal bool Has(ReadOnlySpan<int> degrees)
    {
        if (products.Length == 0)
        {
            return degrees[0] <= Degree;
        }

        foreach (int[] product in products)
        {
            bool divides = true;
            for (int i = 0; i < product.Length; i++)
            {
                divides &= degrees[i] <= product[i];
            }

            if (divides)
            {
                return true;
            }
        }

        return false;
    }
}
