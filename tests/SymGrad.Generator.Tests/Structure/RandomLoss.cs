using System;
using System.Collections.Generic;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Tests.Structure;

/// <summary>Random losses in two parameters and two data, defined and exact at all rational points.</summary>
internal sealed class RandomLoss(Random random)
{
    private readonly Sketch sketch = new("F");
    private readonly List<Node> all = [];
    private readonly List<Node> data = [];

    public static Function Create(Random random)
    {
        var loss = new RandomLoss(random);
        Node result = loss.Start();
        return loss.sketch.Builder.Build([result.Value]);
    }

    private Node Start()
    {
        all.AddRange([sketch.Theta("a"), sketch.Theta("b")]);
        data.AddRange([sketch.Data("x"), sketch.Data("y")]);
        all.AddRange(data);
        for (int statements = random.Next(2, 9); statements > 0; statements--)
        {
            bool isData = random.Next(3) == 0;
            Node value = isData ? DataOnly(2) : Any(2);
            all.Add(value);
            if (isData)
            {
                data.Add(value);
            }
        }

        // Parts of the loss come again with the opposite sign, so that things cancel.
        Node result = Any(3);
        return random.Next(2) == 0 ? result - all[random.Next(all.Count)] : (result * Any(1)) - (Any(1) * result);
    }

    private Node Any(int depth) => Build(depth, all, Any);

    private Node DataOnly(int depth) => Build(depth, data, DataOnly);

    private Node Build(int depth, List<Node> leaves, Func<int, Node> inner)
    {
        if (depth == 0)
        {
            return random.Next(5) == 0 ? Number() : leaves[random.Next(leaves.Count)];
        }

        return random.Next(16) switch
        {
            0 or 1 or 2 => inner(depth - 1) + inner(depth - 1),
            3 or 4 => inner(depth - 1) - inner(depth - 1),
            5 or 6 or 7 => inner(depth - 1) * inner(depth - 1),
            8 => -inner(depth - 1),
            9 => inner(depth - 1) / (sketch.Call("Abs", DataOnly(1)) + 1),
            10 => sketch.Call("Pow", inner(depth - 1), sketch.Constant((double)random.Next(4))),
            11 => sketch.Call("FusedMultiplyAdd", inner(depth - 1), inner(depth - 1), inner(depth - 1)),
            12 => sketch.Call("Lerp", inner(depth - 1), inner(depth - 1), inner(depth - 1)),
            13 => sketch.Call(random.Next(4) switch { 0 => "Abs", 1 => "Floor", _ => "Abs" }, inner(depth - 1)),
            14 => Choice(depth, DataOnly(1) > DataOnly(1), inner),
            _ => random.Next(3) == 0 ? Choice(depth, inner(0) > inner(0), inner) : sketch.Call("Min", inner(depth - 1), inner(0)),
        };
    }

    private Node Choice(int depth, Node condition, Func<int, Node> inner)
    {
        // What a side computes is not seen outside it.
        Node Side() => inner(depth - 1);
        return sketch.If(condition, Side, Side);
    }

    private Node Number() => sketch.Constant(random.Next(-6, 7) / 4.0);
}
