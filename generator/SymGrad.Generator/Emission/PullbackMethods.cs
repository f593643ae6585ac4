using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Emission;

/// <summary>
/// Which of the derivatives of recursive helpers take memory, themselves or through what they call: they are passed the caller's workspace.
/// </summary>
internal sealed class PullbackMethods
{
    private readonly HashSet<string> taking = [];

    public PullbackMethods(IReadOnlyCollection<HelperFunction> pullbacks)
    {
        bool hasChanged = true;
        while (hasChanged)
        {
            hasChanged = false;
            foreach (HelperFunction pullback in pullbacks.Where(p => !taking.Contains(p.Pullback)))
            {
                if (NeedsWorkspace(pullback.Function))
                {
                    taking.Add(pullback.Pullback);
                    hasChanged = true;
                }
            }
        }
    }

    /// <summary>For functions that call none.</summary>
    public static PullbackMethods None { get; } = new([]);

    public bool NeedsWorkspace(string pullback) => taking.Contains(pullback);

    /// <summary>Whether a function takes memory, or calls a derivative that does.</summary>
    public bool NeedsWorkspace(Function function) => new BufferPlan(function).NeedsWorkspace
        || function.Body.Flatten().OfType<PullbackCall>().Any(c => taking.Contains(c.Callee));
}
