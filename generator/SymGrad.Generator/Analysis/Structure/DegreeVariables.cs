using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Analysis.Structure;

/// <summary>
/// The variables in which degrees are counted: all of θ together, the functions of θ alone that a loss is made of ("lift until linear"), and
/// each parameter in θ with the others held fixed; on request also each two of them.
/// </summary>
internal sealed class DegreeVariables
{
    /// <summary>All parameters in θ.</summary>
    public const int Joint = 0;

    /// <summary>Whatever depends on θ and not on data.</summary>
    public const int Lifted = 1;

    private const int First = 2;

    private readonly Dictionary<int, int> kinds = [];
    private readonly Dictionary<(int Left, int Right), int> kindsOfPairs = [];
    private readonly ParameterSet[] members;

    /// <param name="function">The function.</param>
    /// <param name="reads">What its values read.</param>
    /// <param name="withPairs">Whether degrees are counted in each two parameters together, too.</param>
    public DegreeVariables(Function function, ReadSets reads, bool withPairs)
    {
        List<int> thetas = [.. Enumerable.Range(0, function.Parameters.Count).Where(i => function.Parameters[i].IsTheta)];
        List<ParameterSet> all = [reads.Theta, reads.Theta, .. thetas.Select(ParameterSet.Of)];
        for (int i = 0; i < thetas.Count; i++)
        {
            kinds.Add(thetas[i], First + i);
            for (int j = 0; j < i && withPairs; j++)
            {
                kindsOfPairs.Add((thetas[j], thetas[i]), all.Count);
                all.Add(ParameterSet.Of(thetas[j]).Union(ParameterSet.Of(thetas[i])));
            }
        }

        members = [.. all];
    }

    public int Count => members.Length;

    public int KindOf(int parameter) => kinds[parameter];

    /// <summary>The kind of two parameters together, the one that comes first given first.</summary>
    public int KindOf(int left, int right) => kindsOfPairs[(left, right)];

    /// <summary>Whether a set of parameters has variables of a kind among it.</summary>
    public bool Overlap(int kind, ParameterSet parameters) => members[kind].Overlaps(parameters);

    /// <summary>The degrees of a parameter in θ itself.</summary>
    public Degrees OfTheta(int parameter)
        => Degrees.Of(Count, kind => members[kind].Contains(parameter) ? 1 : 0);

    /// <summary>The degrees of a value when the given parameters decide whether it is the one: unbounded in those of them that are in θ.</summary>
    public Degrees Decided(Degrees degrees, ParameterSet deciders) => degrees.UnboundedWhere(kind => Overlap(kind, deciders));
}
