using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SymGrad.Generator.Frontend;

/// <summary>Names what is refused in C#'s words, and says what to write instead.</summary>
internal static class UnsupportedConstructs
{
    private const string ArrayAdvice = "use one-dimensional arrays and spans of numbers";
    private const string NumberAdvice =
        "compute with double, float, integers, bool, structs, records and tuples of them, and arrays or spans of them";
    private const string BeforeAdvice = "compute the value before, and pass it as a parameter";
    private const string StaticAdvice = "call a static method directly";

    public static (string Construct, string Advice) Describe(IOperation operation) => operation switch
    {
        ILoopOperation => ("this loop", "use for, foreach over a span or an array, while, or do"),
        IArrayElementReferenceOperation { Type: IArrayTypeSymbol } => ("a row of an array of arrays", "use a variable for each row, or a double[,]"),
        IArrayElementReferenceOperation => ("an array element access", ArrayAdvice),
        ICollectionExpressionOperation { Elements: { } elements } collection when ArrayTypes.IsArray(collection.Type)
            && elements.Any(e => e is ISpreadOperation) => ("a spread element", "make an array of the whole length, and copy with CopyTo"),
        IArrayCreationOperation or ICollectionExpressionOperation => ("the creation of an array or collection", ArrayAdvice),
        IImplicitIndexerReferenceOperation { Instance: { } instance } when ArrayTypes.IsArray(instance.Type)
            => ("a range that is a value", "write it in the brackets, as in x[start..end]"),
        IImplicitIndexerReferenceOperation or IInlineArrayAccessOperation => ("an element access", ArrayAdvice),
        IPropertyReferenceOperation { Property.IsIndexer: true } => ("an element access", ArrayAdvice),
        IPropertyReferenceOperation { Property.Name: "LongLength" } => ("the property 'LongLength'", "use Length"),
        IPropertyReferenceOperation property => ($"the property '{property.Property.Name}'", "pass its value as a parameter"),
        IFieldReferenceOperation field => ($"the field '{field.Field.Name}'", "use a local variable, and return its value"),
        IBranchOperation { Syntax: GotoStatementSyntax { CaseOrDefaultKeyword.RawKind: not 0 } }
            => ("'goto case'", "write the statements of the other section in a local function, and call it from both"),
        IBranchOperation { BranchKind: BranchKind.GoTo } => ("'goto'", "use if and else"),
        ILabeledOperation => ("a label", "use if and else"),
        IReturnOperation { Kind: OperationKind.YieldReturn or OperationKind.YieldBreak } => ("'yield'", "return one number"),
        IAwaitOperation => ("'await'", BeforeAdvice),
        ITryOperation => ("a 'try' statement", "test the condition with if instead"),
        IUsingOperation or IUsingDeclarationOperation => ("a 'using' statement", BeforeAdvice),
        ILockOperation => ("a 'lock' statement", BeforeAdvice),
        IThrowOperation => ("this 'throw'", "throw a new exception"),
        IAnonymousFunctionOperation => ("a lambda", "use a static method or a local function"),
        IDelegateCreationOperation or IMethodReferenceOperation => ("a delegate", StaticAdvice),
        IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation or IDynamicObjectCreationOperation
            => ("'dynamic'", NumberAdvice),
        IObjectCreationOperation span when ArrayTypes.IsArray(span.Type)
            => ($"the creation of '{span.Type!.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'", "use the array itself, or AsSpan(start, length)"),
        IObjectCreationOperation created => ($"the creation of '{created.Type?.ToDisplayString()}'", "use numbers, and tuples, structs or records of them"),
        IAnonymousObjectCreationOperation => ("an anonymous type", "use a tuple"),
        ITypeParameterObjectCreationOperation => ("the creation of a type parameter", NumberAdvice),
        IInstanceReferenceOperation => ("'this'", "pass what is needed as parameters"),
        IInterpolatedStringOperation => ("an interpolated string", "use it in the message of an exception only"),
        ICoalesceOperation or ICoalesceAssignmentOperation => ("'??'", "nullable values are not supported, so use bool parameters"),
        IConditionalAccessOperation => ("'?.'", "nullable values are not supported, so use bool parameters"),
        IConditionalOperation { IsRef: true } => ("a 'ref' conditional", "use a conditional of values"),
        IWithOperation => ("'with'", "create a new value"),
        IAddressOfOperation => ("an address", "use values"),
        IIsTypeOperation => ("a type test", "the types of numbers are known, so remove the test"),
        ISizeOfOperation => ("'sizeof'", "write the number"),
        ITypeOfOperation => ("'typeof'", BeforeAdvice),
        IRangeOperation => ("a range that is a value", "write it in the brackets, as in x[start..end]"),
        IListPatternOperation or ISlicePatternOperation => ("a list pattern", "test Length and the elements"),
        IRecursivePatternOperation => ("a property pattern", "compare members with numbers, or test the elements of a tuple"),
        ITypePatternOperation or IDeclarationPatternOperation => ("a type pattern", "the types of numbers are known, so use 'var'"),
        IPatternOperation => ("this pattern", "test numbers, or the elements of a tuple"),
        IDeconstructionAssignmentOperation
            => ("a deconstruction of something that is neither a tuple nor a positional record", "read its members one by one"),
        IBinaryOperation { IsLifted: true } or IUnaryOperation { IsLifted: true } or ICompoundAssignmentOperation { IsLifted: true }
            => ("an operator on nullable values", "use values that are not nullable"),
        IBinaryOperation { LeftOperand: { } left, RightOperand: { } right } when IsNull(left) || IsNull(right)
            => ("a comparison with 'null'", "remove it, or test Length: a call without the array throws by itself"),
        IBinaryOperation { OperatorMethod: { IsImplicitlyDeclared: true, ContainingType.IsRecord: true } } => ("a comparison of records", "compare their members"),
        IBinaryOperation or IUnaryOperation or ICompoundAssignmentOperation or IIncrementOrDecrementOperation
            => ("this operator", NumberAdvice),
        ILiteralOperation or IDefaultValueOperation => DescribeType(operation.Type),
        ISimpleAssignmentOperation { IsRef: true } => ("a 'ref' assignment", "declare another 'ref' local"),
        IDeclarationExpressionOperation => ("a declaration here", "declare the variable before"),
        _ => Describe(operation.Syntax),
    };

    public static (string Construct, string Advice) DescribeType(ITypeSymbol? type)
    {
        if (type is null)
        {
            return ("an expression without a type, such as 'null'", "use an empty array, or a bool that says whether the value is there");
        }

        string name = type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        return ($"a value of type '{name}'", TypeAdvice.For(type) ?? NumberAdvice);
    }

    /// <summary>A conversion that a type of the framework or of the user defines, and that is a call of its operator.</summary>
    public static (string Construct, string Advice) DescribeUserDefined(IConversionOperation conversion)
    {
        ITypeSymbol from = conversion.Operand.Type!;
        ITypeSymbol to = conversion.Type!;
        ITypeSymbol other = ScalarTypes.IsSupported(to) ? from : to;
        string kind = conversion.IsImplicit ? "an implicit user-defined conversion" : "a user-defined conversion";
        string construct = $"{kind} from '{from.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}' to "
            + $"'{to.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'";
        return (construct, TypeAdvice.For(other) ?? $"{NumberAdvice}, and write out what the conversion does");
    }

    /// <summary>Something that is refused without a name of its own.</summary>
    public static (string Construct, string Advice) Describe(SyntaxNode syntax) => ($"'{FirstLine(syntax)}'", NumberAdvice);

    private static bool IsNull(IOperation operation)
        => (operation is IConversionOperation conversion ? conversion.Operand : operation).ConstantValue is { HasValue: true, Value: null };

    private static string FirstLine(SyntaxNode syntax)
    {
        string text = syntax.ToString();
        int end = text.IndexOfAny(['\r', '\n']);
        return end < 0 ? text : text.Substring(0, end) + "…";
    }
}
