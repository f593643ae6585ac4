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
    public void ForEachIndex(Value length, Action<Value> body)
    {
        Value index = context.Builder.NewBoundValue(ScalarType.Int32);
        context.Builder.Name(index, "i", isDeclared: false);
        context.Builder.BeginRepeatedRegion();
        body(index);
        Region region = context.Builder.EndRegion([]);
        context.Builder.Loop([], [], new CountedHeader(index, context.Builder.Constant(0), length, CompareOperator.Less, 1), region);
    }

    /// <summary>Writes a loop over the integers from one up to another that carries one number, and returns that.</summary>
    public Value Fold(string name, Value from, Value to, Value initial, Func<Value, Value, Value> body)
    {
        Value index = context.Builder.NewBoundValue(ScalarType.Int32);
        context.Builder.Name(index, "i", isDeclared: false);
        Value carried = context.Builder.NewBoundValue(context.Builder.TypeOf(initial));
        context.Builder.BeginRepeatedRegion();
        Region region = context.Builder.EndRegion([body(index, carried)]);
        Value result = context.Builder.Loop([initial], [carried], new CountedHeader(index, from, to, CompareOperator.Less, 1), region)[0];
        context.Builder.Name(carried, name, isDeclared: false);
        context.Builder.Name(result, name, isDeclared: false);
        return result;
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
            Induction = new Induction(from, to, form.Comparison, form.Step, form.Variable.Name, index => Bind(form.Variable, index)),
        });
    }

    private bool LowerForEach(IForEachLoopOperation loop)
    {
        IOperation collection = loop.Collection;
        while (collection is IConversionOperation conversion && !ArrayTypes.IsArray(collection.Type))
        {
            collection = conversion.Operand;
        }

        if (!ArrayTypes.IsArray(collection.Type)
            || loop.LoopControlVariable is not IVariableDeclaratorOperation { Symbol: { } element }
            || ScalarTypes.Of(element.Type) is not { } type)
        {
            context.Unsupported(
                loop.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.CommonForEachStatementSyntax each ? each.Expression : loop.Syntax,
                "a 'foreach' over this", "go through a span or an array of numbers");
            return false;
        }

        if (context.Arrays.LowerArray(collection) is not { } array)
        {
            return false;
        }

        Value length = context.Arrays.Length(array, collection.Syntax);
        bodies.Lower(new LoopPlan(
            loop, AssignedVariables.In([loop.Body], context.Bodies), null, null, Work.OfLoopBody(loop.Body, loop.ContinueLabel))
        {
            Induction = new Induction(
                context.Builder.Constant(0),
                length,
                CompareOperator.Less,
                1,
                "i",
                index =>
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
                }),
        });
        return true;
    }

    private void Bind(ISymbol variable, Value index) => context.Environment.Set(variable, new ScalarValue(index));

    private bool IsWritable(ISymbol variable) => context.Environment.Find(context.Resolve(variable)) is not ArrayValue array
        || context.Builder.DefinitionOf(context.Builder.RootOf(array.Array))?.Operation is AllocateOperation;
}
