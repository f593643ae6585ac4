using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Analysis.Structure;

/// <summary>
/// Finds why a loss is not on a lower rung: from the result back to the operation that gives it the degree that it has, where its operands
/// have a lower one.
/// </summary>
internal sealed class ObstacleFinder
{
    private readonly LossStructureInfo structure;
    private readonly ArrayRoots roots;
    private readonly Dictionary<Value, Instruction> definitions = [];
    private readonly ILookup<Value, Store> stores;
    private readonly HashSet<Value> visited = [];

    // Values of the same degree that the way has passed by: where it ends in a recurrence, one of them may give the better reason.
    private readonly Stack<Value> passed = [];

    public ObstacleFinder(LossStructureInfo structure)
    {
        this.structure = structure;
        roots = new ArrayRoots(structure.Primal);
        List<Instruction> instructions = [.. structure.Primal.Body.Flatten()];
        stores = instructions.OfType<Store>().ToLookup(s => roots.Of(s.Array));
        foreach (Instruction instruction in instructions)
        {
            foreach (Value value in instruction.Results().Concat(instruction.Bound()))
            {
                definitions[value] = instruction;
            }
        }
    }

    /// <summary>What keeps the loss from a lower rung; null for a constant or affine loss, which has none below that are of interest.</summary>
    public Obstacle? Find()
    {
        if (structure.Throwing is { } throwing && structure.ClaimOfValue.Rung < StructureRung.General)
        {
            return new(ObstacleKind.Exception, PlaceOf(throwing));
        }

        return structure.Rung switch
        {
            StructureRung.Constant or StructureRung.Affine => null,
            StructureRung.General => Find(DegreeVariables.Lifted),
            _ => Find(DegreeVariables.Joint),
        };
    }

    /// <summary>What keeps the loss from a lower degree in one parameter; null where it is constant or affine in it.</summary>
    public Obstacle? Find(ThetaStructure theta)
        => theta.Claim.Rung <= StructureRung.Affine ? null : Find(structure.Degrees.Variables.KindOf(theta.Index));

    private Obstacle Find(int kind)
    {
        visited.Clear();
        passed.Clear();
        Obstacle? recurrence = null;
        passed.Push(structure.Primal.Body.Yields[0]);
        while (passed.Count > 0)
        {
            Value value = passed.Pop();
            if (visited.Contains(value))
            {
                continue;
            }

            Obstacle obstacle = FollowFrom(value, kind);
            if (obstacle.Kind == ObstacleKind.Recurrence)
            {
                recurrence ??= obstacle;
            }
            else if (recurrence is null || obstacle.Kind != ObstacleKind.Whole)
            {
                return obstacle;
            }
        }

        return recurrence!.Value;
    }

    /// <summary>Goes from a value to the first obstacle. A sum of a loop, for example, is computed from itself first, and then from the terms it adds up.</summary>
    private Obstacle FollowFrom(Value value, int kind)
    {
        while (true)
        {
            visited.Add(value);
            Step step = definitions.TryGetValue(value, out Instruction? definition)
                ? From(value, definition, kind)
                : new(new Obstacle(ObstacleKind.Whole, value));
            if (step.Found is { } obstacle)
            {
                return obstacle;
            }

            value = step.Next;
        }
    }

    private Step From(Value value, Instruction definition, int kind) => definition switch
    {
        Compute { Operation: ElementOperation } element => FromElement(element, kind),
        Compute compute => Next(compute.Operands.Where(IsNumber), value, kind) ?? new(At(compute, kind)),
        Branch branch => FromChoice(branch, branch.Results.Items.IndexOf(value), kind),
        Loop loop => FromCarried(loop, value, kind),
        _ => new(new Obstacle(ObstacleKind.Whole, value)),
    };

    /// <summary>Goes on to the first of the values that already has the degree; null where none has.</summary>
    private Step? Next(IEnumerable<Value> values, Value from, int kind)
    {
        int degree = DegreeOf(from, kind);
        List<Value> candidates = [.. values.Where(v => DegreeOf(v, kind) == degree)];
        if (candidates.Count == 0)
        {
            return null;
        }

        List<Value> unvisited = [.. candidates.Where(v => !visited.Contains(v))];
        if (unvisited.Count == 0)
        {
            return new(Recurrence(candidates[0], kind));
        }

        foreach (Value other in unvisited.Skip(1).Reverse())
        {
            passed.Push(other);
        }

        return new Step(null, unvisited[0]);
    }

    /// <summary>A value that is computed from itself; a function among what computes it is the better reason.</summary>
    private Obstacle Recurrence(Value value, int kind)
        => definitions.TryGetValue(value, out Instruction? definition) && definition is Compute compute
            && compute.Operation is not ElementOperation && KindOf(compute, kind) == ObstacleKind.Function
                ? new(ObstacleKind.Function, value)
                : new(ObstacleKind.Recurrence, value);

    private Step FromElement(Compute element, int kind)
    {
        Value root = roots.Of(element.Operands[0]);
        if (Decides(element.Operands[1], kind) || structure.Degrees.Variables.Overlap(kind, structure.Reads.OfPlace(element.Operands[0])))
        {
            return new(new Obstacle(ObstacleKind.Place, element.Operands[1]));
        }

        if (Next(stores[root].Select(s => s.Stored), element.Result, kind) is { } stored)
        {
            return stored;
        }

        // The degree is that of no stored value: what decides if or where it is stored gave it.
        return new(stores[root].FirstOrDefault(s => Decides(s.Index, kind)) is { } store
            ? new Obstacle(ObstacleKind.Place, store.Index)
            : new Obstacle(stores[root].Any() ? ObstacleKind.Condition : ObstacleKind.Whole, element.Result));
    }

    private Step FromChoice(Branch branch, int position, int kind)
        => Next([branch.Then.Yields[position], branch.Else.Yields[position]], branch.Results[position], kind)
            ?? new(new Obstacle(Decides(branch.Condition, kind) ? ObstacleKind.Condition : ObstacleKind.Whole, branch.Condition));

    private Step FromCarried(Loop loop, Value value, int kind)
    {
        int position = Math.Max(loop.Results.Items.IndexOf(value), loop.Parameters.Items.IndexOf(value));
        if (position < 0 || structure.Degrees.Variables.Overlap(kind, structure.Reads.OfCount(loop)))
        {
            return new(new Obstacle(ObstacleKind.Count, PlaceOf(loop)));
        }

        return Next([loop.Initial[position], loop.Body.Yields[position]], value, kind)
            ?? new(new Obstacle(ObstacleKind.Recurrence, loop.Parameters[position]));
    }

    private Obstacle At(Compute compute, int kind)
        => KindOf(compute, kind) == ObstacleKind.Quotient
            ? new(ObstacleKind.Quotient, compute.Result, compute.Operands[1])
            : new(KindOf(compute, kind), compute.Result);

    private ObstacleKind KindOf(Compute compute, int kind) => compute.Operation switch
    {
        BinaryOperation { Operator: BinaryOperator.Multiply } => ObstacleKind.Product,
        BinaryOperation { Operator: BinaryOperator.Divide } => ObstacleKind.Quotient,
        CallOperation { HasUserRule: true } => ObstacleKind.Function,
        CallOperation => ObstacleKind.Call,
        FunctionOperation { Rule: "Pow" or "FusedMultiplyAdd" or "Lerp" } when DegreeOf(compute.Result, kind) != Degrees.Unbounded
            => ObstacleKind.Product,
        BinaryOperation { Operator: BinaryOperator.Add or BinaryOperator.Subtract } or UnaryOperation => ObstacleKind.Whole,
        _ => ObstacleKind.Function,
    };

    /// <summary>A value that stands for an instruction: what decides it.</summary>
    private static Value PlaceOf(Instruction instruction) => instruction switch
    {
        Compute { Operation: ElementOperation } element => element.Operands[1],
        Compute compute => compute.Result,
        Store store => store.Index,
        Guard guard => guard.Condition,
        Check check => check.Operands().First(),
        Loop { Header: CountedHeader header } => header.To,
        Loop { Header: WhileHeader header } => header.Condition.Yields[0],
        _ => throw new InvalidOperationException($"{instruction.GetType().Name} is no obstacle."),
    };

    private bool Decides(Value value, int kind) => structure.Degrees.Variables.Overlap(kind, structure.Reads.Of(value));

    private bool IsNumber(Value value) => !structure.Primal.IsArray(value);

    private int DegreeOf(Value value, int kind) => structure.Degrees.Of(value)[kind];

    /// <summary>An obstacle, or where to go on.</summary>
    private readonly record struct Step(Obstacle? Found, Value Next = default);
}
