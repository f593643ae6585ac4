using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification.NormalForm;

namespace SymGrad.Generator.Analysis.Structure;

/// <summary>
/// Which products of θ a loss that is a polynomial in θ may have: an upper bound, from the degrees in each parameter, in each two of them and in all of them.
/// </summary>
/// <param name="Parameters">The names of the parameters in θ.</param>
/// <param name="Degree">The degree in all of them together.</param>
/// <param name="Products">
/// The largest products, each as its degree in each parameter: exp(−2s)·(y − w·x)² has (2, 1) in w and exp(−2s). What divides one of these may be there, too.
/// </param>
internal sealed record PolynomialDegrees(EquatableArray<string> Parameters, int Degree, EquatableArray<EquatableArray<int>> Products)
{
    /// <summary>Derivatives of a higher order are code that nobody reads, and sums that are too many.</summary>
    private const int LargestDegree = 4;

    /// <summary>With more kinds of products than that, there are hardly few enough sums.</summary>
    private const int MostProducts = 16;

    private const int MostParameters = 8;

    /// <summary>The products of a loss that polynomial steps compute from θ, or null where it is none, where θ decides if it throws, or where the products are too many.</summary>
    public static PolynomialDegrees? Of(Function loss)
    {
        Function primal = Expansions.Meaning(loss);
        NormalForms forms = Normalizer.Expand(primal);
        int[] thetas = [.. Enumerable.Range(0, primal.Parameters.Count).Where(i => primal.Parameters[i].IsTheta)];
        if (thetas.Length > MostParameters
            || !PolynomialCode.OtherwiseRead(primal, forms).IsEmpty
            || ExceptionPaths.FindDecidedByTheta(primal, forms.Reads) is not null)
        {
            return null;
        }

        var degrees = DegreeAnalysis.Analyze(primal, forms, withPairs: true);
        Value value = primal.Body.Yields[0];
        if (degrees.InTheta(value) is not { } degree || degree is < 2 or > LargestDegree)
        {
            return null;
        }

        List<int[]> products = Maximal([.. Enumerate([.. thetas.Select(t => degrees.InParameter(value, t)!.Value)], degree)
            .Where(p => IsPossible(p, (i, j) => degrees.InParameters(value, thetas[i], thetas[j])!.Value))]);
        return products.Count > MostProducts ? null : new(
            thetas.Select(t => primal.Parameters[t].Name).ToEquatableArray(), degree, products.Select(p => p.ToEquatableArray()).ToEquatableArray());
    }

    /// <summary>All products with at most the given degree in each parameter and in all together.</summary>
    private static IEnumerable<int[]> Enumerate(int[] bounds, int degree)
    {
        IEnumerable<int[]> products = [[]];
        foreach (int bound in bounds)
        {
            products = products.SelectMany(p => Enumerable.Range(0, Math.Min(bound, degree - p.Sum()) + 1).Select(d => (int[])[.. p, d]));
        }

        return products;
    }

    private static bool IsPossible(int[] product, Func<int, int, int> degreeOfPair)
    {
        for (int j = 0; j < product.Length; j++)
        {
            for (int i = 0; i < j; i++)
            {
                if (product[i] > 0 && product[j] > 0 && product[i] + product[j] > degreeOfPair(i, j))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Those that divide no other one.</summary>
    private static List<int[]> Maximal(List<int[]> products)
        => products.FindAll(p => !products.Exists(q => q != p && p.Zip(q, (own, other) => own <= other).All(isAtMost => isAtMost)));
}
