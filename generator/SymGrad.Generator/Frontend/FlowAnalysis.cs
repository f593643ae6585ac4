using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SymGrad.Generator.Frontend;

/// <summary>
/// How control may leave statements, known before they are lowered: where one side of an if always ends, what follows belongs to the
/// other side. Like C#'s own rules it looks at constant conditions and at nothing else that is computed.
/// </summary>
internal sealed class FlowAnalysis(MethodBodies bodies)
{
    private readonly Dictionary<IOperation, Flow> statements = [];
    private readonly Dictionary<ISymbol, bool> throwingMethods = new(SymbolEqualityComparer.Default);

    public Flow Of(IOperation? statement)
    {
        if (statement is null)
        {
            return Flow.Falling;
        }

        if (!statements.TryGetValue(statement, out Flow? flow))
        {
            flow = Analyze(statement);
            statements[statement] = flow;
        }

        return flow;
    }

    /// <summary>The flow of a list of work to its end, each item analysed once.</summary>
    public Flow Of(Work? work)
    {
        var pending = new Stack<Work>();
        Work? item = work;
        for (; item is not null && item.Flow is null; item = item.Rest)
        {
            pending.Push(item);
        }

        foreach (Work unknown in pending)
        {
            Flow own = unknown switch
            {
                { Plan: { } plan } => plan.FlowFrom(unknown.Section, this),
                { Jump: { } label, JumpUnless: null } => Flow.Breaking(label),
                { Jump: { } label } => Flow.Falling.Or(Flow.Breaking(label)),
                _ => Of(unknown.Statement),
            };
            Flow flow = own.Then(unknown.Rest?.Flow ?? Flow.Falling);
            foreach (ISymbol label in own.Breaks)
            {
                if (Work.FindMarker(unknown.Rest, [label]) is { } marker)
                {
                    flow = flow.Land(label, marker.Flow!);
                }
            }

            unknown.Flow = flow;
        }

        return work?.Flow ?? Flow.Falling;
    }

    /// <summary>Whether an expression is a throw expression, or a call of a helper that only throws.</summary>
    public bool IsThrowing(IOperation? expression)
    {
        while (expression is IConversionOperation conversion)
        {
            expression = conversion.Operand;
        }

        return expression switch
        {
            IThrowOperation => true,
            IInvocationOperation { Instance: null } invocation => IsThrowing(invocation.TargetMethod),
            _ => false,
        };
    }

    /// <summary>Whether control leaves a switch without a default by its end although no section does.</summary>
    public bool CanMissAllSections(ISwitchOperation statement)
        => bodies.ModelOf(statement.Syntax.SyntaxTree).AnalyzeControlFlow(statement.Syntax)
            is not { Succeeded: true, EndPointIsReachable: false };

    private bool IsThrowing(IMethodSymbol method)
    {
        if (!throwingMethods.TryGetValue(method, out bool throws))
        {
            // While it is unknown, a method that calls itself is taken not to throw.
            throwingMethods[method] = false;
            throws = bodies.Find(method) is { } body && Sequence(body.Statements).OnlyThrows;
            throwingMethods[method] = throws;
        }

        return throws;
    }

    private Flow Analyze(IOperation statement) => statement switch
    {
        IBlockOperation block => Sequence(block.Operations),
        IConditionalOperation { Condition.ConstantValue: { HasValue: true, Value: bool isTaken } } conditional
            => Of(isTaken ? conditional.WhenTrue : conditional.WhenFalse),
        IConditionalOperation conditional => Of(conditional.WhenTrue).Or(Of(conditional.WhenFalse)),
        IReturnOperation { Kind: OperationKind.Return } result => IsThrowing(result.ReturnedValue) ? Flow.Throwing : Flow.Returning,
        IThrowOperation => Flow.Throwing,
        IExpressionStatementOperation expression => IsThrowing(expression.Operation) ? Flow.Throwing : Flow.Falling,
        IBranchOperation { BranchKind: BranchKind.Break or BranchKind.Continue } branch => Flow.Breaking(branch.Target),
        ISwitchOperation choice => new SwitchPlan(choice, this).FlowFrom(0, this),
        ILoopOperation loop => AnalyzeLoop(loop),
        ILabeledOperation labeled => Of(labeled.Operation),
        _ => Flow.Falling,
    };

    /// <summary>A loop falls through when its condition fails or by a break; what it may throw decides nothing.</summary>
    private Flow AnalyzeLoop(ILoopOperation loop)
    {
        Flow body = Of(loop.Body).Land(loop.ContinueLabel, Flow.None);
        IOperation? condition = loop switch
        {
            IForLoopOperation counted => counted.Condition,
            IWhileLoopOperation repeated => repeated.Condition,
            _ => loop,
        };
        bool isEndless = condition is null or { ConstantValue: { HasValue: true, Value: true } };
        bool falls = !isEndless || body.Breaks.Contains(loop.ExitLabel);
        return body.Land(loop.ExitLabel, Flow.None).Then(Flow.None).WithoutThrowing().Or(falls ? Flow.Falling : Flow.None);
    }

    private Flow Sequence(IEnumerable<IOperation> operations)
        => operations.Aggregate(Flow.Falling, (flow, statement) => flow.Then(Of(statement)));
}
