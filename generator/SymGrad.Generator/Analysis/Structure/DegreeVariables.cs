using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Analysis.Structure;

/// <summary>
/// The variables in which degrees are counted: all of θ together, the functions of θ alone that a loss is made of ("lift until linear"), and
/// each parameter in θ with the others held fixed.
/// </summary>
internal sealed class DegreeVariables
{
    /// <summary>All parameters in θ.</summary>
    public const int Joint = 0;

    /// <summary>Whatever depends on θ and not on data.</summary>
    public const int Lifted = 1;

    private const int First = 2;

    private readonly Dictionary<int, int> kinds = [];
    private readonly ParameterSet[] members;

    public DegreeVariables(Function function, ReadSets reads)
    {
        List<int> thetas = [.. Enumerable.Range(0, function.Parameters.Count).Where(i => function.Parameters[i].IsTheta)];
        members = [reads.Theta, reads.Theta, .. thetas.Select(ParameterSet.Of)];
        for (int i = 0; i < thetas.Count; i++)
        {
            kinds.Add(thetas[i], First + i);
        }
    }

    public int Count => members.Length;

    public int KindOf(int parameter) => kinds[parameter];

    /// <summary>Whether a set of parameters has variables of a kind among it.</summary>
    public bool Overlap(int kind, ParameterSet parameters) => members[kind].Overlaps(parameters);

    /// <summary>The degrees of a parameter in θ itself.</summary>
    public Degrees OfTheta(int parameter)
        => Degrees.Of(Count, kind => kind is Joint or Lifted || kind == KindOf(parameter) ? 1 : 0);

    /// <summary>The degrees of a value when the given parameters decide whether it is the one: unbounded in those of them that are in θ.</summary>
    public Degrees Decided(Degrees degrees, ParameterSet deciders) => degrees.UnboundedWhere(kind => Overlap(kind, deciders));
}
