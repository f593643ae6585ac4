using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Analysis;
using SymGrad.Generator.IR;

namespace SymGrad.Generator.Differentiation;

/// <summary>The elements that the rest of a region stores into.</summary>
internal sealed class StoredElements(ArrayRoots roots, IndexOrder indices)
{
    /// <summary>With more stores than this into one array it is not worth while to tell their elements apart.</summary>
    private const int Most = 8;

    private readonly Dictionary<Value, List<Store>> stores = [];

    /// <summary>Adds what an instruction stores.</summary>
    public void Add(Instruction instruction)
    {
        foreach (Store store in instruction.Inner().SelectMany(i => i.Flatten()).Prepend(instruction).OfType<Store>())
        {
            Value root = roots.Of(store.Array);
            if (!stores.TryGetValue(root, out List<Store>? found))
            {
                stores.Add(root, found = []);
            }

            found.Add(store);
        }
    }

    /// <summary>Whether an element of an array may be among them.</summary>
    public bool Contains(Value array, Value index) => stores.TryGetValue(roots.Of(array), out List<Store>? found)
        && (found.Count > Most || !found.All(s => s.Array == array && indices.AreDifferent(s.Index, index)));
}
