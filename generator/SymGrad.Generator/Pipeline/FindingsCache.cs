using System;
using System.Collections.Generic;
using SymGrad.Generator.Diagnostics;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Pipeline;

/// <summary>
/// The findings of the losses that were asked for last. After a keystroke, an editor asks for all losses of a file again, of which one has changed at most. A loss
/// is known by what lowering returns, as it is to the generator: whatever findings depend on is in there, and no position is.
/// </summary>
/// <param name="find">What the findings of a loss are.</param>
/// <param name="capacity">How many losses are remembered for sure. Twice as many may be.</param>
internal sealed class FindingsCache(Func<LossModel, EquatableArray<StructureFinding>> find, int capacity = 256)
{
    private readonly object gate = new();
    private Dictionary<LossModel, EquatableArray<StructureFinding>> recent = [];
    private Dictionary<LossModel, EquatableArray<StructureFinding>> older = [];

    /// <summary>The findings of a loss.</summary>
    public EquatableArray<StructureFinding> Of(LossModel model)
    {
        lock (gate)
        {
            if (recent.TryGetValue(model, out EquatableArray<StructureFinding> known))
            {
                return known;
            }

            if (older.TryGetValue(model, out known))
            {
                return Remember(model, known);
            }
        }

        EquatableArray<StructureFinding> found = find(model);
        lock (gate)
        {
            return Remember(model, found);
        }
    }

    private EquatableArray<StructureFinding> Remember(LossModel model, EquatableArray<StructureFinding> findings)
    {
        if (recent.Count >= capacity)
        {
            (older, recent) = (recent, []);
        }

        recent[model] = findings;
        return findings;
    }
}
