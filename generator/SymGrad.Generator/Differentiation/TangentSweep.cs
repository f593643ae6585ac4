using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.Frontend;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification;

namespace SymGrad.Generator.Differentiation;

/// <summary>
/// Forward-mode differentiation of a gradient: from the function that adds the gradient to its destinations, the one that adds the product of the
/// Hessian with a direction; and from that one, the one that adds the third derivative in two directions. Each instruction is followed by its tangent. Griewank
/// and Walther, Evaluating Derivatives, 2nd edition, section 3.1. It knows the arithmetic that a gradient of a polynomial consists of; a gradient with anything else
/// that varies has no tangent here.
/// </summary>
internal sealed class TangentSweep : FunctionCopier
{
    private readonly VaryingValues varying;
    private readonly ArrayRoots roots;
    private readonly TermBuilder terms;
    private readonly Dictionary<Value, Value> tangents = [];
    private readonly Dictionary<int, Value> recordedTangents = [];
    private readonly int firstTangentRecording;

    private TangentSweep(Function gradient, VaryingValues varying, FunctionBuilder builder)
        : base(gradient, builder)
    {
        this.varying = varying;
        roots = new ArrayRoots(gradient);
        terms = new TermBuilder(builder);
        firstTangentRecording = 1 + gradient.Body.Flatten().OfType<Record>().Select(r => r.Recording).DefaultIfEmpty(-1).Max();
    }

    /// <summary>
    /// The derivative of a gradient in a direction, or null where the gradient has no tangent here. It has the parameters of the gradient, then a
    /// direction for each of θ, then the destinations, to which it adds; it yields the derivative for each number in θ.
    /// </summary>
    /// <param name="gradient">Yields the adjoint of each number in θ, and adds to destinations for arrays: a gradient, or what this method has made of one.</param>
    public static Function? TryDifferentiate(Function gradient)
    {
        var varying = VaryingValues.Of(gradient);
        var sweep = new TangentSweep(gradient, varying, new FunctionBuilder(gradient.Name));
        return gradient.Body.Flatten().All(sweep.HasTangent) ? sweep.Run() : null;
    }

    protected override void Copy(Instruction instruction)
    {
        switch (instruction)
        {
            case Compute { Operation: ElementOperation } element when IsDestination(element.Operands[0]):
                // What the gradient is added to is not there; its tangent is, and zero stands for it where it is added to.
                this[element.Result] = Builder.Constant(0, Source.TypeOf(element.Result));
                tangents[element.Result] = Builder.Compute(element.Operation, tangents[element.Operands[0]], this[element.Operands[1]]);
                break;
            case Compute compute:
                base.Copy(compute);
                if (varying.Contains(compute.Result) && Tangent(compute) is { } tangent)
                {
                    SetTangent(compute.Result, tangent);
                }

                break;
            case Store store:
                CopyStore(store);
                break;
            case Record record:
                base.Copy(record);
                if (varying.Contains(record.Recorded))
                {
                    recordedTangents[record.Recording] = TangentOf(record.Recorded);
                    Builder.Record(firstTangentRecording + record.Recording, recordedTangents[record.Recording]);
                }

                break;
            case Replay replay:
                base.Copy(replay);
                if (varying.Contains(replay.Result))
                {
                    SetTangent(replay.Result, Builder.Replay(firstTangentRecording + replay.Recording, recordedTangents[replay.Recording]));
                }

                break;
            default:
                base.Copy(instruction);
                break;
        }
    }

    protected override void CopyBranch(Branch branch)
    {
        int[] varied = [.. Enumerable.Range(0, branch.Results.Count).Where(i => varying.Contains(branch.Results[i]))];
        Region then = CopySide(branch.Then, varied);
        Region otherwise = CopySide(branch.Else, varied);
        ImmutableArray<Value> results = Builder.Branch(this[branch.Condition], then, otherwise);
        DefineAll(branch.Results, results.Take(branch.Results.Count));
        for (int i = 0; i < varied.Length; i++)
        {
            SetTangent(branch.Results[varied[i]], results[branch.Results.Count + i]);
        }
    }

    protected override void CopyLoop(Loop loop)
    {
        int[] varied = [.. Enumerable.Range(0, loop.Results.Count).Where(i => varying.Contains(loop.Results[i]))];
        List<Value> initial = [.. Map(loop.Initial), .. varied.Select(i => TangentOf(loop.Initial[i]))];
        BindParameters(loop);
        foreach (int i in varied)
        {
            SetTangent(loop.Parameters[i], Builder.NewBoundValue(Source.TypeOf(loop.Parameters[i])));
        }

        LoopHeader header = CopyHeader(loop.Header);
        Builder.BeginRepeatedRegion();
        CopyInstructions(loop.Body);
        Region body = Builder.EndRegion([.. Map(loop.Body.Yields), .. varied.Select(i => TangentOf(loop.Body.Yields[i]))]);
        List<Value> parameters = [.. Map(loop.Parameters), .. varied.Select(i => tangents[loop.Parameters[i]])];
        ImmutableArray<Value> results = Builder.Loop(initial, parameters, header, body);
        DefineAll(loop.Results, results.Take(loop.Results.Count));
        for (int i = 0; i < varied.Length; i++)
        {
            SetTangent(loop.Results[varied[i]], results[loop.Results.Count + i]);
        }
    }

    private Function Run()
    {
        for (int i = 0; i < Source.Parameters.Count; i++)
        {
            if (Source.Parameters[i].Role != ParameterRole.Destination)
            {
                this[new Value(i)] = Builder.AddParameter(Source.Parameters[i]);
            }
        }

        HashSet<string> taken = [.. Source.Parameters.Select(p => p.Name)];
        for (int i = 0; i < Source.Parameters.Count; i++)
        {
            if (Source.Parameters[i].IsTheta)
            {
                Parameter theta = Source.Parameters[i];
                ArrayKind kind = theta.Array == ArrayKind.None ? ArrayKind.None : ArrayKind.ReadOnlySpan;
                tangents[new Value(i)] = Builder.AddParameter(
                    new Parameter(GeneratedMembers.Direction(theta.Name, taken), theta.Type, ParameterRole.Data, kind));
            }
        }

        for (int i = 0; i < Source.Parameters.Count; i++)
        {
            if (Source.Parameters[i] is { Role: ParameterRole.Destination } destination)
            {
                this[new Value(i)] = tangents[new Value(i)] = Builder.AddParameter(destination);
            }
        }

        CopyInstructions(Source.Body);
        return Builder.Build([.. Source.Body.Yields.Select(TangentOf)]);
    }

    private Region CopySide(Region side, int[] varied)
    {
        Builder.BeginRegion();
        CopyInstructions(side);
        return Builder.EndRegion([.. Map(side.Yields), .. varied.Select(i => TangentOf(side.Yields[i]))]);
    }

    /// <summary>A store into a destination adds the tangent only: the gradient itself goes nowhere.</summary>
    private void CopyStore(Store store)
    {
        if (!varying.Contains(store.Array))
        {
            base.Copy(store);
            return;
        }

        if (!IsDestination(store.Array))
        {
            base.Copy(store);
        }

        Builder.Store(tangents[store.Array], this[store.Index], TangentOf(store.Stored), store.Purpose);
    }

    private bool IsDestination(Value array)
        => roots.Of(array) is { } root && root.Index < Source.Parameters.Count && Source.Parameters[root.Index].Role == ParameterRole.Destination;

    private Value? Tangent(Compute compute)
    {
        EquatableArray<Value> operands = compute.Operands;
        switch (compute.Operation)
        {
            case AllocateOperation or EmptyArrayOperation:
                return Builder.Compute(compute.Operation, [.. Map(operands)]);
            case SliceOperation slice:
                // The direction of an array parameter is a span.
                ArrayKind source = Builder.InfoOf(tangents[operands[0]]).Array;
                ArrayKind kind = source == ArrayKind.ReadOnlySpan ? ArrayKind.ReadOnlySpan : ArrayKind.Span;
                return Builder.Compute(new SliceOperation(slice.Type, kind, source), [tangents[operands[0]], .. Map(operands.Skip(1))]);
            case ElementOperation:
                return Builder.Compute(compute.Operation, [tangents[operands[0]], .. Map(operands.Skip(1))]);
            case UnaryOperation:
                return terms.Negate(TangentOf(operands[0]));
            case ConvertOperation convert:
                return terms.Convert(TangentOf(operands[0]), convert.Type);
            case SelectOperation:
                return terms.Select(this[operands[0]], TangentOf(operands[1]), TangentOf(operands[2]));
            case BinaryOperation binary:
                return Tangent(binary.Operator, operands[0], operands[1]);
            default:
                throw new InvalidOperationException($"The tangent sweep has no case for {compute.Operation}.");
        }
    }

    private Value Tangent(BinaryOperator binaryOperator, Value left, Value right) => binaryOperator switch
    {
        BinaryOperator.Add => terms.Add(TangentOf(left), TangentOf(right)),
        BinaryOperator.Subtract => terms.Subtract(TangentOf(left), TangentOf(right)),
        BinaryOperator.Multiply => terms.Add(
            terms.Multiply(TangentOf(left), this[right]), terms.Multiply(this[left], TangentOf(right))),
        BinaryOperator.Divide => terms.Divide(TangentOf(left), this[right]),
        _ => throw new InvalidOperationException($"The tangent sweep has no case for {binaryOperator}."),
    };

    /// <summary>Whether there is a case for the tangent of what varies in an instruction.</summary>
    private bool HasTangent(Instruction instruction) => instruction switch
    {
        Compute compute when !varying.Contains(compute.Result) => true,
        Compute compute => compute.Operation switch
        {
            AllocateOperation or EmptyArrayOperation or SliceOperation or ElementOperation => true,
            UnaryOperation { Operator: UnaryOperator.Negate } => true,
            ConvertOperation convert => convert.From.IsFloating(),
            SelectOperation => true,
            BinaryOperation { Operator: BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply } => true,
            BinaryOperation { Operator: BinaryOperator.Divide } => !varying.Contains(compute.Operands[1]),
            _ => false,
        },
        PullbackCall => false,
        _ => true,
    };

    private Value TangentOf(Value value) => tangents.TryGetValue(value, out Value tangent)
        ? tangent
        : Builder.Constant(0, Source.TypeOf(value));

    private void SetTangent(Value value, Value tangent)
    {
        tangents[value] = tangent;
        string? name = Source.Values[value.Index].Name;
        if (name is not null)
        {
            Builder.Name(tangent, name + "Tangent", isDeclared: false);
        }
    }
}
