using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SymGrad.Generator.IR;
using SymGrad.Generator.Simplification;

namespace SymGrad.Generator.StableForms;

/// <summary>What a loop stores into each element of a local array: a formula of the index, which can be computed again wherever an element is read.</summary>
/// <param name="Loop">The loop, one of the loss's own level.</param>
/// <param name="Index">Its index, which is that of the element.</param>
/// <param name="Stored">What it stores.</param>
/// <param name="Formula">The computations of its body that this takes.</param>
internal sealed record ElementForm(Loop Loop, Value Index, Value Stored, ImmutableArray<Compute> Formula);

/// <summary>
/// Probabilities in an array, <c>p[i] = e[i] / sum</c>: where the logarithm of an element is taken, or an element divided by the sum, what it was computed
/// from says more than the number. Finds the reads that this helps, of local arrays that loops overwrite as a whole.
/// </summary>
internal sealed class ElementForms
{
    private readonly Function function;
    private readonly ValueMap<Compute> definitions;
    private readonly WholeArrays whole;
    private readonly Dictionary<Value, List<Compute>> uses = [];
    private readonly HashSet<Value> escaping = [];
    private readonly Dictionary<Value, int> lastStores = [];
    private readonly Dictionary<Value, (ElementForm Form, bool IsOwn)> forms = [];
    private readonly HashSet<Value> helped = [];

    public ElementForms(Function function)
    {
        this.function = function;
        definitions = function.Computes();
        whole = new WholeArrays(function, new Analysis.ArrayRoots(function));
        FindUses();
        foreach (Value array in function.Body.Instructions.OfType<Compute>().Where(c => c.Operation is AllocateOperation { Filling: null }).Select(c => c.Result))
        {
            if (!escaping.Contains(array))
            {
                FindForms(array);
            }
        }
    }

    /// <summary>What the element is that is read, and whether the loop has stored it in the same iteration; null where that is not known.</summary>
    public (ElementForm Form, bool IsOwn)? Of(Value element) => forms.TryGetValue(element, out (ElementForm, bool) form) ? form : null;

    /// <summary>Whether the table has forms for all that is done with an element.</summary>
    public bool IsHelped(Value element) => helped.Contains(element);

    /// <summary>What a value means: the formula of a call's result, and what an element has been computed by.</summary>
    public Compute? MeaningOf(Value value)
    {
        while (definitions.TryGetValue(value, out Compute? definition))
        {
            if (definition.Operation is ExpansionOperation)
            {
                value = definition.Operands[1];
            }
            else if (Of(value) is { } element)
            {
                value = element.Form.Stored;
            }
            else
            {
                return definition;
            }
        }

        return null;
    }

    /// <summary>The computations of a loop's body that a value takes; null where it takes anything else of the loop.</summary>
    public ImmutableArray<Compute>? FormulaOf(Loop loop, Value value)
    {
        HashSet<Value> inside = [.. loop.Body.Instructions.OfType<Compute>().Select(c => c.Result)];
        HashSet<Value> carried = [.. loop.Parameters, .. loop.Body.Flatten().Where(i => i is not Compute).SelectMany(i => i.Results())];
        HashSet<Value> needed = [];
        var open = new Stack<Value>([value]);
        while (open.Count > 0)
        {
            Value next = open.Pop();
            if (carried.Contains(next))
            {
                return null;
            }

            if (inside.Contains(next) && needed.Add(next))
            {
                Compute definition = definitions[next];
                if (!IsPure(definition, loop))
                {
                    return null;
                }

                foreach (Value operand in Of(next) is { IsOwn: true } own ? [own.Form.Stored] : definition.Operation is ExpansionOperation ? [definition.Operands[1]] : definition.Operands)
                {
                    open.Push(operand);
                }
            }
        }

        return [.. loop.Body.Instructions.OfType<Compute>().Where(c => needed.Contains(c.Result))];
    }

    private void FindUses()
    {
        for (int i = 0; i < function.Body.Instructions.Count; i++)
        {
            foreach (Instruction instruction in new Region([function.Body.Instructions[i]], []).Flatten())
            {
                switch (instruction)
                {
                    case Store store:
                        lastStores[store.Array] = i;
                        break;
                    case Compute compute:
                        foreach (Value operand in compute.Operands)
                        {
                            (uses.TryGetValue(operand, out List<Compute> users) ? users : uses[operand] = []).Add(compute);
                        }

                        if (compute.Operation is SliceOperation or CallOperation)
                        {
                            escaping.UnionWith(compute.Operands);
                        }

                        break;
                }

                if (instruction is not Compute)
                {
                    escaping.UnionWith(instruction is Store s ? [s.Stored] : instruction.Operands());
                    escaping.UnionWith(instruction.Inner().SelectMany(r => r.Yields));
                }
            }
        }

        escaping.UnionWith(function.Body.Yields);
    }

    /// <summary>The contents of an array from loop to loop, and the reads of each.</summary>
    private void FindForms(Value array)
    {
        ElementForm? current = null;
        foreach (Instruction instruction in function.Body.Instructions)
        {
            Instruction[] all = [.. new Region([instruction], []).Flatten()];
            Store[] stores = [.. all.OfType<Store>().Where(s => s.Array == array)];
            if (stores.Length == 0)
            {
                Note(all, array, current);
                continue;
            }

            if (instruction is not Loop { Header: CountedHeader { Step: 1 } header } loop || stores is not [var store] || store.Index != header.Index
                || !whole.IsWhole(header, definitions[array].Operands[0]) || !loop.Body.Instructions.Contains(store))
            {
                return;
            }

            int place = loop.Body.Instructions.ToList().FindIndex(i => ReferenceEquals(i, store));
            Compute[] reads = [.. loop.Body.Instructions.OfType<Compute>().Where(c => c.Operation is ElementOperation && c.Operands[0] == array)];
            if (all.OfType<Compute>().Count(c => c.Operation is ElementOperation && c.Operands[0] == array) != reads.Length || reads.Any(r => r.Operands[1] != header.Index))
            {
                return;
            }

            Note(loop.Body.Instructions.Take(place), array, current);
            if (FormulaOf(loop, store.Stored) is not { } formula || (reads.Any(r => formula.Contains(r)) && current is null))
            {
                return;
            }

            current = new ElementForm(loop, header.Index, store.Stored, formula);
            Note(loop.Body.Instructions.Skip(place), array, current, isOwn: true);
        }
    }

    private void Note(IEnumerable<Instruction> instructions, Value array, ElementForm? form, bool isOwn = false)
    {
        foreach (Compute read in instructions.OfType<Compute>().Where(c => c.Operation is ElementOperation && c.Operands[0] == array))
        {
            if (form is not null && (isOwn || HasCheckOf(array, form)))
            {
                forms[read.Result] = (form, isOwn);
                if (!escaping.Contains(read.Result) && uses.TryGetValue(read.Result, out List<Compute> users) && users.TrueForAll(u => IsHelped(u, read.Result, form)))
                {
                    helped.Add(read.Result);
                }
            }
        }
    }

    /// <summary>Whether computing the formula for an index that is out of range throws as reading the element does.</summary>
    private bool HasCheckOf(Value array, ElementForm form) => form.Formula.Any(c => c.Operation is ElementOperation && c.Operands[1] == form.Index
        && (c.Operands[0] == array || whole.AreEquallyLong(c.Operands[0], array)));

    private bool IsHelped(Compute use, Value element, ElementForm form)
    {
        Compute? meaning = MeaningOf(form.Stored);
        Operation? root = meaning?.Operation;
        bool isExponential = root is FunctionOperation { Rule: "Exp" };

        // Where something has been taken out of the exponent, the exponential is as it should be.
        bool isUnbounded = isExponential && !(definitions.TryGetValue(meaning!.Operands[0], out Compute? exponent) && exponent.Operation is BinaryOperation { Operator: BinaryOperator.Subtract });
        bool isProbability = root is BinaryOperation { Operator: BinaryOperator.Divide } or FunctionOperation { Rule: "Sigmoid" or "NormalCdf" };
        return use.Operation switch
        {
            FunctionOperation { Rule: "Log" } => isExponential || isProbability,
            BinaryOperation { Operator: BinaryOperator.Divide } => use.Operands[0] == element && use.Operands[1] != element
                && (isUnbounded || (isExponential && uses.TryGetValue(use.Result, out List<Compute> users) && users.TrueForAll(u => u.Operation is FunctionOperation { Rule: "Log" }))),
            BinaryOperation { Operator: BinaryOperator.Subtract } => isProbability && use.Operands[1] == element
                && definitions.TryGetValue(use.Operands[0], out Compute? one) && one.Operation is ConstantOperation constant && constant.Is(1),
            BinaryOperation { Operator: BinaryOperator.Add } => isUnbounded,
            _ => false,
        };
    }

    /// <summary>Whether a computation gives the same later on: it reads no memory that is written to from this loop on.</summary>
    private bool IsPure(Compute compute, Loop loop) => !compute.MayThrow && compute.Operation switch
    {
        ElementOperation => Of(compute.Result) is not null || !lastStores.TryGetValue(compute.Operands[0], out int last) || last < PositionOf(loop) || IsOwnArray(compute, loop),
        SliceOperation or AllocateOperation or CallOperation or ArrayFunctionOperation => false,
        _ => true,
    };

    private bool IsOwnArray(Compute element, Loop loop)
        => loop.Body.Instructions.OfType<Store>().Any(s => s.Array == element.Operands[0]) && Of(element.Result) is not null;

    private int PositionOf(Loop loop) => function.Body.Instructions.ToList().FindIndex(i => ReferenceEquals(i, loop));
}
