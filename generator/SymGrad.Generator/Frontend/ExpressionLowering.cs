using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>Lowers expressions in C#'s order of evaluation. An allow-list: what has no case here is an error.</summary>
internal sealed class ExpressionLowering(LoweringContext context)
{
    /// <summary>Lowers an expression whose value is not used.</summary>
    public void LowerEffects(IOperation expression)
    {
        switch (expression)
        {
            case ISimpleAssignmentOperation { Target: IDiscardOperation } discard:
                Lower(discard.Value);
                break;
            default:
                Lower(expression);
                break;
        }
    }

    public Value LowerScalar(IOperation expression) => Lower(expression) switch
    {
        ScalarValue scalar => scalar.Value,
        LoweredValue other => PlaceholderFor(other, expression.Syntax),
    };

    public LoweredValue Lower(IOperation expression)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (!context.Advance())
        {
            return context.Default(expression.Type);
        }

        if (expression.ConstantValue is { HasValue: true, Value: not null } && ScalarTypes.OfValue(expression.Type) is { } type)
        {
            return LowerConstant(expression, type);
        }

        switch (expression)
        {
            // These say themselves what is wrong with what they refer to.
            case IFieldReferenceOperation field:
                return context.Fields.Lower(field);
            case IPropertyReferenceOperation property:
                return context.Matrices.Lower(property) ?? context.Jagged.Lower(property) ?? context.Tensors.Lower(property) ?? context.Calls.LowerProperty(property);
            case IInvocationOperation invocation:
                return context.Matrices.Lower(invocation) ?? context.Calls.Lower(invocation);
            case IConversionOperation conversion:
                return context.Conversions.Lower(conversion);
        }

        LoweredValue? value = LowerSupportedKind(expression);
        if (value is null)
        {
            context.Unsupported(expression);
        }

        return value ?? context.Default(expression.Type);
    }

    private LoweredValue? LowerSupportedKind(IOperation expression)
    {
        switch (expression)
        {
            case ILocalReferenceOperation or IParameterReferenceOperation or ILiteralOperation or IDefaultValueOperation
                or IBinaryOperation or IUnaryOperation or IConditionalOperation or ISwitchExpressionOperation or ITupleOperation
                when !ScalarTypes.IsSupported(expression.Type):
                (string construct, string advice) = UnsupportedConstructs.DescribeType(expression.Type);
                context.Unsupported(expression.Syntax, construct, advice);
                return context.Default(expression.Type);
            case ILocalReferenceOperation local:
                return Read(local.Local, local.Syntax);
            case IParameterReferenceOperation parameter:
                return Read(parameter.Parameter, parameter.Syntax);
            case IDefaultValueOperation:
                return context.Composites.LowerDefault(expression);
            case IInstanceReferenceOperation self:
                return context.Composites.LowerThis(self);
            case IObjectCreationOperation creation:
                return context.Constructors.Lower(creation);
            case IWithOperation copy:
                return context.Composites.LowerWith(copy);
            case IConditionalOperation { IsRef: false } choice when ArrayTypes.IsArray(choice.Type):
                return context.Arrays.LowerChoice(choice);
            case IConditionalOperation choice when JaggedTypes.IsJagged(choice.Type):
                return context.Jagged.Lower(choice);
            case IBinaryOperation binary:
                return context.Tensors.Lower(binary) ?? context.Operators.Lower(binary);
            case IUnaryOperation unary:
                return context.Operators.Lower(unary);
            case ITupleBinaryOperation comparison:
                return context.Operators.Lower(comparison);
            case IConditionalOperation { IsRef: false } conditional:
                return LowerConditional(conditional);
            case ISwitchExpressionOperation choice:
                return context.Switches.LowerExpression(choice);
            case IIsPatternOperation test:
                return new ScalarValue(context.Patterns.Lower(test.Pattern, Lower(test.Value)));
            case ITupleOperation tuple:
                return new TupleValue(tuple.Elements.Select(Lower).ToEquatableArray());
            case ISimpleAssignmentOperation { IsRef: false } assignment:
                return context.Assignments.Lower(assignment);
            case ICompoundAssignmentOperation assignment:
                return context.Assignments.Lower(assignment);
            case IIncrementOrDecrementOperation increment:
                return context.Assignments.Lower(increment);
            case IDeconstructionAssignmentOperation deconstruction:
                return context.Assignments.Lower(deconstruction);
            case IThrowOperation thrown:
                context.Throws.Guard(context.Builder.Constant(true), () => context.Throws.Lower(thrown));
                return context.Default(expression.Type);
            default:
                return context.Matrices.Lower(expression) ?? context.Jagged.Lower(expression) ?? context.Arrays.Lower(expression);
        }
    }

    /// <summary>The current value of a variable.</summary>
    public LoweredValue Read(ISymbol variable, SyntaxNode source)
    {
        if (context.ElementOf(variable) is { } element)
        {
            return new ScalarValue(context.Arrays.Read(element));
        }

        LoweredValue? value = context.Environment.Find(context.Resolve(variable));
        if (value is null or UnassignedValue)
        {
            if (variable is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } parameter
                && !SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, context.CurrentMethod))
            {
                context.Unsupported(
                    source, $"'{parameter.Name}', a parameter of the primary constructor of '{parameter.ContainingType.Name}' that is not known here",
                    "store it in a field or a property, and read that");
            }

            // C# reports a variable that is read before it is assigned.
            context.FailUnlessCompilerDoes(source);
            return context.Default((variable as ILocalSymbol)?.Type ?? (variable as IParameterSymbol)?.Type);
        }

        if (value is AmbiguousArray)
        {
            context.Unsupported(
                source, $"'{variable.Name}' where it may be one of several arrays", "use a variable for each array, and copy elements instead");
            return context.Default((variable as ILocalSymbol)?.Type ?? (variable as IParameterSymbol)?.Type);
        }

        return value;
    }

    private LoweredValue LowerConstant(IOperation expression, ScalarType type)
    {
        if (expression is ILocalReferenceOperation { Local: { } local } && context.Environment.Find(local) is { } named)
        {
            return named;
        }

        string? text = expression is IFieldReferenceOperation { Field: { } field } ? context.Fields.ConstantText(field) : null;
        ConstantOperation constant = Constants.Of(expression.ConstantValue.Value!, type) with { Text = text };
        return new ScalarValue(context.Compute(constant, expression.Syntax));
    }

    private LoweredValue LowerConditional(IConditionalOperation conditional)
    {
        IOperation whenFalse = conditional.WhenFalse!;
        if (conditional.Condition.ConstantValue is { HasValue: true, Value: bool isTaken })
        {
            return Lower(isTaken ? conditional.WhenTrue : whenFalse);
        }

        Value condition = LowerScalar(conditional.Condition);
        if (context.Flows.IsThrowing(conditional.WhenTrue))
        {
            context.Throws.Guard(condition, () => context.Throws.Lower(conditional.WhenTrue));
            return Lower(whenFalse);
        }

        if (context.Flows.IsThrowing(whenFalse))
        {
            context.Throws.Guard(context.Not(condition, conditional.Condition.Syntax), () => context.Throws.Lower(whenFalse));
            return Lower(conditional.WhenTrue);
        }

        return context.Branches.Lower(
            condition, conditional.Syntax, () => Lower(conditional.WhenTrue), () => Lower(whenFalse), declares: true)!;
    }

    private Value PlaceholderFor(LoweredValue value, SyntaxNode source)
    {
        // A tuple where a number is needed does not compile.
        context.FailUnlessCompilerDoes(source);
        return value.Leaves.DefaultIfEmpty(context.Zero(ScalarType.Double)).First();
    }
}
