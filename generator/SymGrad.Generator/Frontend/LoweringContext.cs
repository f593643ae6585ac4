using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.Diagnostics;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// What the lowering of one loss shares: the function being built, the variables, the diagnostics, and the lowering of each kind of
/// construct. After an error lowering goes on with placeholders, to find as many errors of a loss at once as it can; no function is built.
/// </summary>
internal sealed partial class LoweringContext
{
    private const int MaximumInstructions = 20_000;

    // Helpers that call one another twice each double the work without doubling the shared result.
    private const int MaximumLoweredOperations = 400_000;

    private readonly HashSet<(string Id, Location Location)> reported = [];
    private readonly ImmutableArray<Diagnostic>.Builder diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
    private readonly List<(Value Value, Action Report)> activityChecks = [];
    private int loweredOperations;

    public LoweringContext(
        IMethodSymbol loss,
        Compilation compilation,
        SourceMap sourceMap,
        InstanceShape? instance,
        NestedLosses nested,
        CancellationToken cancellationToken)
        : this(loss, loss.OriginalDefinition, compilation, sourceMap, nested, null, cancellationToken)
        => Instance = instance;

    private LoweringContext(
        IMethodSymbol loss,
        IMethodSymbol subject,
        Compilation compilation,
        SourceMap sourceMap,
        NestedLosses nested,
        RecursionLowering? recursion,
        CancellationToken cancellationToken)
    {
        Loss = loss;
        Subject = subject;
        Compilation = compilation;
        SourceMap = sourceMap;
        Nested = nested;
        CancellationToken = cancellationToken;
        Builder = new FunctionBuilder(subject.Name);
        Bodies = new MethodBodies(compilation, cancellationToken);
        Flows = new FlowAnalysis(Bodies);
        Branches = new BranchLowering(this);
        Statements = new StatementLowering(this);
        Switches = new SwitchLowering(this);
        Expressions = new ExpressionLowering(this);
        Operators = new OperatorLowering(this);
        Conversions = new ConversionLowering(this);
        Assignments = new AssignmentLowering(this);
        Patterns = new PatternLowering(this);
        Fields = new FieldLowering(this);
        Calls = new CallLowering(this);
        Inlining = new InlineLowering(this);
        Throws = new ThrowLowering(this);
        Constructions = new ConstructionFinder(this);
        Arrays = new ArrayLowering(this);
        ArrayCalls = new ArrayCallLowering(this);
        ArrayFunctions = new ArrayFunctionLowering(this);
        Queries = new QueryLowering(this);
        GenericMath = new GenericMathLowering(this);
        Matrices = new MatrixLowering(this);
        Jagged = new JaggedLowering(this);
        Tensors = new TensorLowering(this);
        NestedGradients = new NestedGradientLowering(this);
        Loops = new LoopLowering(this);
        Composites = new CompositeLowering(this);
        Vectors = new VectorLowering(this);
        Constructors = new ConstructorLowering(this);
        Deconstructions = new DeconstructionLowering(this);
        Recursion = recursion ?? new RecursionLowering(Bodies);
    }

    public IMethodSymbol Loss { get; }

    /// <summary>The method that is lowered: the loss, or a helper of it that becomes a function of its own.</summary>
    public IMethodSymbol Subject { get; }

    /// <summary>The instance that the loss is a method of, as it is declared; null for a static one, and in helpers that are functions of their own.</summary>
    public InstanceShape? Instance { get; }

    /// <summary>The same as variables, once they are bound.</summary>
    public LossInstance? Self { get; set; }

    public Compilation Compilation { get; }

    public SourceMap SourceMap { get; }

    public CancellationToken CancellationToken { get; }

    public FunctionBuilder Builder { get; }

    public VariableEnvironment Environment { get; set; } = new();

    public MethodBodies Bodies { get; }

    public FlowAnalysis Flows { get; }

    public BranchLowering Branches { get; }

    public StatementLowering Statements { get; }

    public SwitchLowering Switches { get; }

    public ExpressionLowering Expressions { get; }

    public OperatorLowering Operators { get; }

    public ConversionLowering Conversions { get; }

    public AssignmentLowering Assignments { get; }

    public PatternLowering Patterns { get; }

    public FieldLowering Fields { get; }

    public CallLowering Calls { get; }

    public InlineLowering Inlining { get; }

    public ThrowLowering Throws { get; }

    public ArrayLowering Arrays { get; }

    public ArrayCallLowering ArrayCalls { get; }

    public ArrayFunctionLowering ArrayFunctions { get; }

    public QueryLowering Queries { get; }

    public GenericMathLowering GenericMath { get; }

    public MatrixLowering Matrices { get; }

    public JaggedLowering Jagged { get; }

    public TensorLowering Tensors { get; }

    public NestedGradientLowering NestedGradients { get; }

    /// <summary>The losses whose lowering needs this one.</summary>
    public NestedLosses Nested { get; }

    public LoopLowering Loops { get; }

    public CompositeLowering Composites { get; }

    public VectorLowering Vectors { get; }

    public ConstructorLowering Constructors { get; }

    public ConstructionFinder Constructions { get; }

    public DeconstructionLowering Deconstructions { get; }

    public RecursionLowering Recursion { get; }

    /// <summary>The method whose body is being lowered: the loss, or a helper that is written out in it.</summary>
    public IMethodSymbol CurrentMethod { get; set; } = null!;

    /// <summary>Whether an iteration of a loop is being lowered, at whose end flags are read that say how it was left.</summary>
    public bool IsInLoop { get; set; }

    public ImmutableArray<Diagnostic> Diagnostics => diagnostics.ToImmutable();

    /// <summary>What the first error says; null as long as there is none.</summary>
    public string? Failure { get; private set; }

    public bool HasErrors => Failure is not null;

    /// <summary>Whether the loss is beyond the limit, so that nothing more is lowered.</summary>
    public bool IsTooLarge { get; private set; }

    /// <summary>The context in which a helper of the loss is lowered to a function of its own.</summary>
    public LoweringContext ForHelper(IMethodSymbol helper)
        => new(Loss, helper, Compilation, SignatureLowering.Locate(helper, Compilation), Nested, Recursion, CancellationToken);

    /// <summary>Takes over what was reported about a helper.</summary>
    public void TakeDiagnostics(LoweringContext helper)
    {
        foreach (Diagnostic diagnostic in helper.Diagnostics.Where(d => reported.Add((d.Id, d.Location))))
        {
            diagnostics.Add(diagnostic);
        }

        Failure ??= helper.Failure;
    }

    public void Report(DiagnosticDescriptor descriptor, SyntaxNode source, params object[] arguments)
        => Report(descriptor, source.GetLocation(), arguments);

    public void Report(DiagnosticDescriptor descriptor, Location location, params object[] arguments)
    {
        if (!reported.Add((descriptor.Id, location)))
        {
            return;
        }

        Diagnostic diagnostic = Diagnostic.Create(descriptor, location, arguments);
        diagnostics.Add(diagnostic);
        if (descriptor.DefaultSeverity == DiagnosticSeverity.Error)
        {
            Fail(diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    /// <summary>
    /// Gives up on the function at something that only code with an error should contain. The C# compiler's own error is then the only one;
    /// where it has none, this is one, because a failure must never be silent.
    /// </summary>
    public void FailUnlessCompilerDoes(SyntaxNode source)
    {
        if (HasErrors)
        {
            return;
        }

        if (Bodies.HasCompilerErrorAround(source))
        {
            Fail($"'{Loss.Name}' does not compile.");
            return;
        }

        (string construct, string advice) = UnsupportedConstructs.Describe(source);
        Unsupported(source, construct, advice);
    }

    public void Unsupported(SyntaxNode source, string construct, string advice)
        => Report(Descriptors.UnsupportedConstruct, source, construct, advice);

    /// <summary>Refuses a construct that no lowering case exists for.</summary>
    public void Unsupported(IOperation operation)
    {
        (string construct, string advice) = UnsupportedConstructs.Describe(operation);
        Unsupported(operation.Syntax, construct, advice);
    }

    /// <summary>Counts one operation and says whether lowering goes on.</summary>
    public bool Advance()
    {
        CancellationToken.ThrowIfCancellationRequested();
        loweredOperations++;
        if (!IsTooLarge && Builder.InstructionCount > MaximumInstructions)
        {
            TooLarge(FormattableString.Invariant($"more than {MaximumInstructions:N0} operations"));
        }
        else if (!IsTooLarge && loweredOperations > MaximumLoweredOperations)
        {
            TooLarge(FormattableString.Invariant($"more than {MaximumLoweredOperations:N0} expressions"));
        }

        return !IsTooLarge;
    }

    public void TooLarge(string size)
    {
        IsTooLarge = true;
        Report(Descriptors.TooLarge, SourceMap.Method, Loss.Name, size);
    }

    public Value Compute(Operation operation, SyntaxNode source, params ReadOnlySpan<Value> operands)
    {
        Value result = Builder.Compute(operation, operands);
        SourceMap.Add(result, source);
        return result;
    }

    /// <summary>Reports something about a value if it turns out, once all is lowered, that the value varies with θ.</summary>
    public void ReportIfActive(Value value, Action report) => activityChecks.Add((value, report));

    /// <summary>Makes the reports that wait for the whole function to be known.</summary>
    public void CheckActivity(Function function)
    {
        if (activityChecks.Count == 0)
        {
            return;
        }

        Activity activity = Activity.Analyze(function);
        foreach ((_, Action report) in activityChecks.Where(c => activity.IsActive(c.Value)))
        {
            report();
        }
    }

    public Value Not(Value condition, SyntaxNode source)
        => ConstantOf(condition) is { } constant
            ? Builder.Constant(!constant)
            : Builder.DefinitionOf(condition) is { Operation: UnaryOperation { Operator: UnaryOperator.LogicalNot } } negation
                ? negation.Operands[0]
                : Compute(new UnaryOperation(UnaryOperator.LogicalNot, ScalarType.Boolean), source, condition);

    /// <summary>The value of a condition that is a constant, or null.</summary>
    public bool? ConstantOf(Value condition)
        => Builder.DefinitionOf(condition)?.Operation is ConstantOperation { Type: ScalarType.Boolean } constant
            ? constant.Bits != 0
            : null;

    public Value Zero(ScalarType type) => Builder.Compute(new ConstantOperation(type, 0));

    /// <summary>The default value of a type: for default(T), for paths that cannot be taken, and after errors.</summary>
    public LoweredValue Default(ITypeSymbol? type)
    {
        if (ScalarTypes.OfValue(type) is { } scalar)
        {
            return new ScalarValue(Zero(scalar));
        }

        if (ArrayTypes.Of(type) is { } array)
        {
            return new ArrayValue(Builder.Compute(new EmptyArrayOperation(array.Element)));
        }

        if (MatrixTypes.Of(type) is { } matrix)
        {
            return MatrixTypes.Value(
                new ArrayValue(Builder.Compute(new EmptyArrayOperation(matrix.Element))),
                Enumerable.Repeat(new ScalarValue(Zero(ScalarType.Int32)), matrix.Rank));
        }

        if ((JaggedTypes.ElementOf(type) ?? TensorTypes.ElementOf(type)) is { } element)
        {
            return JaggedTypes.Value(
                Builder.Compute(new EmptyArrayOperation(element)), Builder.Compute(new EmptyArrayOperation(ScalarType.Int32)));
        }

        if (CompositeTypes.Of(type) is { } composite)
        {
            return new TupleValue(
                composite.Members.Select(m => m.Obstacle is null ? Default(m.Type) : OpaqueValue.Instance).ToEquatableArray(), IsInstance: true);
        }

        return type is INamedTypeSymbol { IsTupleType: true } tuple
            ? new TupleValue(tuple.TupleElements.Select(e => Default(e.Type)).ToEquatableArray())
            : new ScalarValue(Zero(ScalarType.Double));
    }

    public LoweredValue DefaultLike(LoweredValue value) => value switch
    {
        ScalarValue scalar => new ScalarValue(Zero(Builder.TypeOf(scalar.Value))),
        TupleValue tuple => tuple with { Elements = tuple.Elements.Select(DefaultLike).ToEquatableArray() },
        _ => value,
    };

    private void Fail(string message) => Failure ??= message;
}
