using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Hoisting;

/// <summary>
/// Moves work on θ, or on data, from inside the steps of items to where the steps are: a number before the step, and a function of the elements of an array as a loop that
/// fills another array with its values. The loss stays the same to the last bit.
/// </summary>
internal sealed class InnerWorkMover : FunctionCopier
{
    private readonly Dictionary<Value, InnerValue> moved = [];
    private readonly Dictionary<Value, Value> replacements = [];

    /// <summary>The moved functions of elements of a part of an array.</summary>
    private readonly Dictionary<Value, List<Value>> parts = [];
    private readonly ValueMap<Compute> definitions;
    private readonly InnerWork inner;
    private readonly HashSet<Value> results = [];

    /// <summary>Reads of elements that moved functions take. Where one throws, the read of the array of values at the same place does.</summary>
    private readonly HashSet<Value> elements = [];

    private InnerWorkMover(Function source, HoistingPlan plan, FunctionBuilder builder)
        : base(source, builder)
    {
        definitions = source.Computes();
        inner = new InnerWork(source, plan);
    }

    /// <summary>The loss with such work moved; and what has been moved, which no item need come to: in the loss that is returned.</summary>
    public static (Function Loss, IReadOnlyCollection<Value> Moved) Apply(Function loss, HoistingPlan plan)
    {
        var builder = new FunctionBuilder(loss.Name);
        var mover = new InnerWorkMover(loss, plan, builder);
        mover.CopyParameters();
        for (int i = 0; i < loss.Body.Instructions.Count; i++)
        {
            if (!plan.IsEarly(i))
            {
                foreach (InnerValue value in mover.inner.In(loss.Body.Instructions[i]))
                {
                    mover.Move(value);
                }
            }

            mover.Copy(loss.Body.Instructions[i]);
        }

        Function result = builder.Build([.. mover.Map(loss.Body.Yields)]);
        return (result, mover.results);
    }

    protected override void Copy(Instruction instruction)
    {
        if (instruction is not Compute compute || !moved.TryGetValue(compute.Result, out InnerValue? value))
        {
            base.Copy(instruction is Compute read && elements.Contains(read.Result) ? read with { IsRepeated = true } : instruction);
            if (instruction is Compute { Operation: SliceOperation } part)
            {
                TakeParts(part);
            }

            return;
        }

        // A part of an array has been taken where the same part of the other is.
        Value replacement = replacements[compute.Result];
        Define(compute.Result, value.Index is { } index
            ? Builder.Compute(new ElementOperation(Source.TypeOf(compute.Result)), replacement, this[index])
            : replacement);
    }

    private void TakeParts(Compute part)
    {
        if (parts.TryGetValue(part.Result, out List<Value>? functions))
        {
            foreach (Value function in functions)
            {
                TakePart(part, function);
            }
        }
    }

    private void TakePart(Compute part, Value function) => replacements[function] = Builder.Compute(
        new SliceOperation(Source.TypeOf(function), ArrayKind.Span, ArrayKind.Span), [replacements[function], .. Map(part.Operands.Skip(1))]);

    private void Move(InnerValue value)
    {
        moved.Add(value.Value, value);
        Value replacement = value.Array is { } array ? Fill(value, array) : Repeat(value, value.Value, null, []);
        replacements.Add(value.Value, replacement);
        results.Add(replacement);
        if (value.Part is { } part && Contains(part))
        {
            TakePart(definitions[part], value.Value);
        }
        else if (value.Part is { } later)
        {
            parts[later] = [.. parts.TryGetValue(later, out List<Value>? others) ? others : [], value.Value];
        }
    }

    /// <summary>An array of the values that a function has at the elements of another.</summary>
    private Value Fill(InnerValue value, Value array)
    {
        Value length = Builder.Compute(new LengthOperation(), this[array]);
        Value filled = Builder.Compute(new AllocateOperation(Source.TypeOf(value.Value)), length);
        Builder.Name(filled, Source.Values[value.Value.Index].Name ?? Describe(value.Value, array), isDeclared: false);
        Value index = Builder.NewBoundValue(ScalarType.Int32);
        var header = new CountedHeader(index, Builder.Constant(0), length, CompareOperator.Less, 1);
        Builder.BeginRepeatedRegion();
        Builder.Store(filled, index, Repeat(value, value.Value, Builder.Compute(new ElementOperation(Source.TypeOf(array)), this[array], index), []));
        Builder.Loop([], [], header, Builder.EndRegion([]));
        return filled;
    }

    /// <summary>Computes a value, or a part of it, again from an element and from what is there.</summary>
    private Value Repeat(InnerValue whole, Value value, Value? element, Dictionary<Value, Value> copies)
    {
        if (copies.TryGetValue(value, out Value copy))
        {
            return copy;
        }

        if (Contains(value) && !moved.ContainsKey(value))
        {
            return this[value];
        }

        Compute compute = definitions[value];
        if (compute.Operation is ElementOperation)
        {
            if (inner.AreTogether(value, whole.Value))
            {
                elements.Add(value);
            }

            return element!.Value;
        }

        return copies[value] = Builder.Compute(compute.Operation, [.. compute.Operands.Select(o => Repeat(whole, o, element, copies))]);
    }

    /// <summary>As in expLogSigma.</summary>
    private string Describe(Value value, Value array)
    {
        string what = definitions[value].Operation switch
        {
            FunctionOperation call => call.Rule.Substring(call.Rule.LastIndexOf('.') + 1),
            BinaryOperation { Operator: BinaryOperator.Divide } => "QuotientOf",
            _ => "TermOf",
        };
        string name = Source.Parameters[array.Index].Name;
        return char.ToLowerInvariant(what[0]) + what.Substring(1) + char.ToUpperInvariant(name[0]) + name.Substring(1);
    }
}
