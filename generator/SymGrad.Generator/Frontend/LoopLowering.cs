using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// Lowers loops. What an iteration assigns and a later one may read is carried. A break, and a return inside the loop, become flags that
/// are carried and end it.
/// </summary>
internal sealed class LoopLowering(LoweringContext context)
{
    private readonly LoopBodyLowering bodies = new(context);

    /// <summary>Lowers a loop and returns what is left to do in this region.</summary>
    public Work? Lower(ILoopOperation loop, Work? rest)
    {
        switch (loop)
        {
            case IForLoopOperation counted:
                LowerFor(counted);
                break;
            case IForEachLoopOperation each:
                if (!LowerForEach(each))
                {
                    return rest;
                }

                break;
            case IWhileLoopOperation { Condition: { } condition, ConditionIsUntil: false } repeated:
                Work? body = Work.OfLoopBody(repeated.Body, repeated.ContinueLabel);
                bodies.Lower(new LoopPlan(
                    repeated,
                    AssignedVariables.In([repeated.Body, condition], context.Bodies),
                    repeated.ConditionIsTop ? condition : null,
                    repeated.ConditionIsTop ? null : condition,
                    body));
                break;
            default:
                context.Unsupported(loop);
                return rest;
        }

        return context.Statements.ContinueAfterLoop(context.Flows.Of(loop), loop.Syntax, rest);
    }

    /// <summary>Writes a loop over 0 … length − 1 that carries nothing.</summary>
    public void ForEachIndex(Value length, Action<Value> body, SyntaxNode? source = null) => Fold(
        context.Builder.Constant(0), length, UnassignedValue.Instance,
        (index, nothing) =>
        {
            body(index);
            return nothing;
        },
        source);

    /// <summary>Writes a loop over the integers from one up to another that carries numbers, and returns what they are in the end.</summary>
    /// <param name="from">The first index.</param>
    /// <param name="to">The index behind the last one.</param>
    /// <param name="initial">What is carried into the first iteration.</param>
    /// <param name="body">From the index and what is carried into an iteration to what it carries into the next one.</param>
    /// <param name="source">Where the user's functions are called that the body consists of; null when it has none.</param>
    /// <param name="name">What to call a number that is carried.</param>
    public LoweredValue Fold(
        Value from, Value to, LoweredValue initial, Func<Value, LoweredValue, LoweredValue> body, SyntaxNode? source, string? name = null)
    {
        Value index = context.Builder.NewBoundValue(ScalarType.Int32);
        context.Builder.Name(index, "i", isDeclared: false);
        Value[] parameters = [.. initial.Leaves.Select(v => context.Builder.NewBoundValue(context.Builder.TypeOf(v)))];
        VariableEnvironment before = context.Environment;
        context.Environment = before.Fork();
        context.Builder.BeginRepeatedRegion();
        LoweredValue next = body(index, Rebuild(initial, parameters));
        if (!context.HasErrors && !Rebuild(next, initial.Leaves).Equals(initial))
        {
            context.Unsupported(source!, "arrays that are handed on from one element to the next", "write a loop over the elements");
        }

        Region region = context.Builder.EndRegion(context.HasErrors ? parameters : next.Leaves);
        RefuseChanges(before, source);
        context.Environment = before;
        Value[] results =
        [
            .. context.Builder.Loop([.. initial.Leaves], parameters, new CountedHeader(index, from, to, CompareOperator.Less, 1), region),
        ];
        foreach (Value carried in name is null ? [] : parameters.Concat(results))
        {
            context.Builder.Name(carried, name!, isDeclared: false);
        }

        return Rebuild(initial, results);
    }

    /// <summary>A value of the same shape.</summary>
    private static LoweredValue Rebuild(LoweredValue shape, IEnumerable<Value> leaves)
    {
        var rest = new Queue<Value>(leaves);
        return Of(shape);

        LoweredValue Of(LoweredValue part) => part switch
        {
            ScalarValue => new ScalarValue(rest.Dequeue()),
            TupleValue tuple => tuple with { Elements = tuple.Elements.Select(Of).ToEquatableArray() },
            _ => part,
        };
    }

    /// <summary>What a function changes that an iteration calls would have to be carried.</summary>
    private void RefuseChanges(VariableEnvironment before, SyntaxNode? source)
    {
        foreach (ISymbol variable in context.Environment.ChangedVariables.Where(
            v => before.Find(v) is { } unchanged && !unchanged.Equals(context.Environment.Find(v)) && bodies.IsVisible(v)))
        {
            context.Unsupported(
                source!, $"a function that changes '{variable.Name}', which it captures, and is called for each element", "write a loop over the elements");
        }
    }

    private void LowerFor(IForLoopOperation loop)
    {
        context.Statements.RunAll(loop.Before);
        IEnumerable<IOperation> parts = [loop.Body, .. loop.Condition is null ? [] : (IOperation[])[loop.Condition], .. loop.AtLoopBottom];
        IReadOnlyList<ISymbol> assigned = AssignedVariables.In(parts, context.Bodies);
        if (context.HasErrors)
        {
            return;
        }

        IReadOnlyList<ISymbol> assignedInBody = AssignedVariables.In([loop.Body], context.Bodies);
        if (CountedForm.Of(loop, assigned, assignedInBody, IsWritable) is not { } form)
        {
            Work? body = Work.OfLoopBody(loop.Body, loop.ContinueLabel, loop.AtLoopBottom);
            bodies.Lower(new LoopPlan(loop, assigned, loop.Condition, null, body));
            return;
        }

        Value from = ((ScalarValue)context.Expressions.Read(form.Variable, loop.Syntax)).Value;
        Value to = context.Expressions.LowerScalar(form.Bound);
        IReadOnlyList<ISymbol> others = [.. assigned.Where(v => !SymbolEqualityComparer.Default.Equals(v, form.Variable))];
        bodies.Lower(new LoopPlan(loop, others, null, null, Work.OfLoopBody(loop.Body, loop.ContinueLabel))
        {
            Induction = new Induction(from, to, form.Comparison, form.Step, form.Variable.Name, index =>
            {
                if (form.Step is 1 or -1)
                {
                    context.Matrices.Ranges.Add(index, from, to, form.Comparison);
                }

                Bind(form.Variable, index);
            }),
        });
    }

    private bool LowerForEach(IForEachLoopOperation loop)
    {
        IOperation collection = loop.Collection;
        while (collection is IConversionOperation conversion && !ArrayTypes.IsAnyArray(collection.Type))
        {
            collection = conversion.Operand;
        }

        if (loop.LoopControlVariable is IVariableDeclaratorOperation { Symbol: { IsRef: false } variable } && ScalarTypes.IsSupported(variable.Type)
            && context.Queries.Understood(collection) is { } sequence)
        {
            LowerForEach(loop, sequence.Length, index => context.Assignments.Assign(variable, context.Conversions.Convert(
                sequence.At(index), variable.Type, isChecked: false, loop.LoopControlVariable.Syntax)));
            return true;
        }

        if (JaggedTypes.IsJagged(collection.Type) && loop.LoopControlVariable is IVariableDeclaratorOperation { Symbol: { IsRef: false } row }
            && ArrayTypes.IsArray(row.Type))
        {
            if (context.Jagged.Rows(collection) is not { } rows)
            {
                return false;
            }

            LowerForEach(loop, rows.Length, index => context.Assignments.Assign(row, rows.RowAt(index)));
            return true;
        }

        if (!ArrayTypes.IsArray(collection.Type)
            || loop.LoopControlVariable is not IVariableDeclaratorOperation { Symbol: { } element }
            || ScalarTypes.Of(element.Type) is not { } type)
        {
            context.Unsupported(
                loop.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.CommonForEachStatementSyntax each ? each.Expression : loop.Syntax,
                "a 'foreach' over this", "go through a span or an array of numbers, or a query over arrays");
            return false;
        }

        if (context.Arrays.LowerArray(collection) is not { } array)
        {
            return false;
        }

        LowerForEach(loop, context.Arrays.Length(array, collection.Syntax), index =>
        {
            var place = new ElementPlace(array, index, loop.LoopControlVariable.Syntax);
            if (element.IsRef)
            {
                context.AliasElement(element, place);
                return;
            }

            Value item = context.Arrays.Read(place);
            item = context.Conversions.Convert(item, type, isChecked: false, loop.LoopControlVariable.Syntax);
            context.Assignments.Assign(element, new ScalarValue(item));
        });
        return true;
    }

    private void LowerForEach(IForEachLoopOperation loop, Value length, Action<Value> bind) => bodies.Lower(new LoopPlan(
        loop, AssignedVariables.In([loop.Body], context.Bodies), null, null, Work.OfLoopBody(loop.Body, loop.ContinueLabel))
    {
        Induction = new Induction(context.Builder.Constant(0), length, CompareOperator.Less, 1, "i", bind),
    });

    private void Bind(ISymbol variable, Value index) => context.Environment.Set(variable, new ScalarValue(index));

    private bool IsWritable(ISymbol variable) => context.Environment.Find(context.Resolve(variable)) is not ArrayValue array
        || context.Builder.DefinitionOf(context.Builder.RootOf(array.Array))?.Operation is AllocateOperation;
}
