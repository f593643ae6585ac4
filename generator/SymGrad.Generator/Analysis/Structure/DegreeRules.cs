using System;
using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification.NormalForm;

namespace SymGrad.Generator.Analysis.Structure;

/// <summary>The degrees of normal forms, from what is known so far of what loops carry and of the elements of arrays.</summary>
internal sealed class DegreeRules
{
    private readonly Function function;
    private readonly NormalForms forms;
    private readonly ArrayRoots roots;
    private readonly DegreeVariables variables;
    private readonly Degrees zero;
    private readonly ValueMap<Compute> computes;
    private readonly Dictionary<Value, Degrees> carried = [];
    private readonly Dictionary<Value, Degrees> elements = [];
    private readonly Dictionary<Atom, Degrees> known = [];

    public DegreeRules(Function function, NormalForms forms, ArrayRoots roots, DegreeVariables variables)
    {
        this.function = function;
        this.forms = forms;
        this.roots = roots;
        this.variables = variables;
        zero = Degrees.Zero(variables.Count);
        computes = function.Computes();
        for (int i = 0; i < function.Parameters.Count; i++)
        {
            if (function.Parameters[i].IsTheta)
            {
                elements.Add(new Value(i), variables.OfTheta(i));
            }
        }
    }

    /// <summary>Takes note of the degrees of what a loop carries or counts.</summary>
    public void Set(Value value, Degrees degrees)
    {
        if (!carried.TryGetValue(value, out Degrees before) || !before.Equals(degrees))
        {
            carried[value] = degrees;
            known.Clear();
        }
    }

    /// <summary>Takes note of what is stored in memory; true when that is more than was known.</summary>
    public bool Store(Value root, Degrees stored, bool isWidening)
    {
        Degrees before = ElementsOf(root);
        Degrees after = before.Join(stored);
        if (after.Equals(before))
        {
            return false;
        }

        elements[root] = isWidening ? after.UnboundedWhere(kind => after[kind] > before[kind]) : after;
        known.Clear();
        return true;
    }

    public Degrees OfElements(Value array) => variables.Decided(ElementsOf(roots.Of(array)), forms.Reads.OfPlace(array));

    public Degrees Of(Polynomial form)
    {
        Degrees? sum = null;
        foreach (PolynomialTerm term in form.Terms)
        {
            Degrees degrees = Of(term.Monomial);
            sum = sum is { } others ? others.Join(degrees) : degrees;
        }

        return sum ?? zero;
    }

    /// <summary>Those of a product; all its factors that depend on θ alone are one function of θ alone.</summary>
    private Degrees Of(Monomial monomial)
    {
        int[] product = new int[variables.Count];
        bool hasLifted = false;
        foreach (Factor factor in monomial.Factors)
        {
            bool isLifted = factor.Atom.Dependence.Colour == Colour.ThetaOnly;
            hasLifted |= isLifted;
            Of(factor.Atom).AddPowerTo(product, Math.Abs(factor.Exponent), leftOut: isLifted ? DegreeVariables.Lifted : null);
        }

        if (hasLifted)
        {
            product[DegreeVariables.Lifted] = AddOne(product[DegreeVariables.Lifted]);
        }

        return Degrees.Of(product);
    }

    private Degrees Of(Atom atom)
    {
        if (known.TryGetValue(atom, out Degrees degrees))
        {
            return degrees;
        }

        foreach (Atom unknown in UnknownIn(atom))
        {
            known.Add(unknown, Find(unknown));
        }

        return known[atom];
    }

    /// <summary>An atom and what it is made of, the inner ones first, as they were made: functions of functions may be nested deeply.</summary>
    private IEnumerable<Atom> UnknownIn(Atom atom)
    {
        var found = new HashSet<Atom> { atom };
        var pending = new Stack<Atom>([atom]);
        while (pending.Count > 0)
        {
            foreach (Atom inner in pending.Pop().Definition.Polynomials.Items.SelectMany(p => p.AllAtoms))
            {
                if (!known.ContainsKey(inner) && found.Add(inner))
                {
                    pending.Push(inner);
                }
            }
        }

        return found.OrderBy(a => a.Id);
    }

    private Degrees Find(Atom atom) => atom.Definition switch
    {
        ParameterAtom parameter => function.Parameters[parameter.Index].IsTheta ? variables.OfTheta(parameter.Index) : zero,
        ValueAtom value => OfOpaque(value.Value),
        OperationAtom operation => Of(operation, atom.Dependence),
        ChoiceAtom choice => variables.Decided(Of(choice.Then).Join(Of(choice.Else)), choice.Condition.Dependence.Theta),
        ReciprocalAtom or WholeAtom => zero,
        _ => throw new InvalidOperationException($"{atom.Definition.GetType().Name} has no degree."),
    };

    private Degrees OfOpaque(Value value)
    {
        if (!computes.TryGetValue(value, out Compute? compute))
        {
            // Before its loop has been run a carried value has no degrees yet; it is run before anything reads it.
            return carried.TryGetValue(value, out Degrees degrees) ? degrees : zero;
        }

        return compute.Operation switch
        {
            ElementOperation => variables.Decided(OfElements(compute.Operands[0]), forms.Reads.Of(compute.Operands[1])),
            LengthOperation => variables.Decided(zero, forms.Reads.OfPlace(compute.Operands[0])),
            _ => variables.Decided(zero, forms.Reads.Of(value)),
        };
    }

    private Degrees Of(OperationAtom atom, Dependence dependence)
    {
        List<Degrees> operands = [.. atom.Operands.Select(Of)];
        Degrees? polynomial = atom.Operation switch
        {
            { Type: not (ScalarType.Single or ScalarType.Double) } => null,
            UnaryOperation { Operator: UnaryOperator.Negate } => operands[0],
            ConvertOperation convert when convert.From.IsFloating() => operands[0],
            BinaryOperation { Operator: BinaryOperator.Add or BinaryOperator.Subtract } => operands[0].Join(operands[1]),
            BinaryOperation { Operator: BinaryOperator.Multiply } => operands[0].Add(operands[1]),
            BinaryOperation { Operator: BinaryOperator.Divide } => WhereFree(operands[0], operands[1]),
            FunctionOperation { Rule: "FusedMultiplyAdd" } => operands[0].Add(operands[1]).Join(operands[2]),
            FunctionOperation { Rule: "Lerp" } => operands[0].Join(operands[1]).Add(operands[2]),
            Operation operation when FunctionRules.IsProportional(operation) => operands.Skip(1).Aggregate(operands[0], WhereFree),
            _ => null,
        };
        if (polynomial is { } found)
        {
            return found;
        }

        // What jumps is decided by bits, which read more than the number depends on.
        return atom.Source is null
            ? Degrees.Of(variables.Count, kind => operands.TrueForAll(o => o[kind] == 0) ? 0 : Degrees.Unbounded)
            : variables.Decided(zero, dependence.Theta);
    }

    /// <summary>The degrees of one value where another one, which it is divided or scaled by, does not depend on the variables.</summary>
    private static Degrees WhereFree(Degrees degrees, Degrees other) => degrees.UnboundedWhere(kind => other[kind] > 0);

    private static int AddOne(int degree) => degree == Degrees.Unbounded ? degree : degree + 1;

    private Degrees ElementsOf(Value root) => elements.TryGetValue(root, out Degrees degrees) ? degrees : zero;
}
