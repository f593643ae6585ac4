using System.Collections.Generic;
using System.Linq;
using SymGrad.Generator.Frontend;

namespace SymGrad.Generator.Emission;

/// <summary>Names inside one kernel, all different from the parameters' and from the columns'.</summary>
internal sealed class KernelNames
{
    private readonly NameAllocator allocator = new();
    private readonly Dictionary<string, string> columns = [];
    private readonly Dictionary<string, string> shapes = [];

    /// <param name="model">The loss.</param>
    /// <param name="results">What items take from the prologue.</param>
    public KernelNames(LossModel model, params IReadOnlyCollection<ParameterDeclaration> results)
    {
        foreach (ParameterDeclaration result in results)
        {
            allocator.Reserve(result.Name);
        }

        foreach (ParameterDeclaration parameter in model.Parameters.Concat(model.Leaves))
        {
            allocator.Reserve(parameter.Name);
        }

        Instance = model.Instance is null ? "" : Allocate("instance");
        foreach (ParameterDeclaration data in model.Parameters.Where(p => !p.IsTheta))
        {
            columns[data.Name] = allocator.Allocate(data.Name + (data.IsArray ? "Rows" : "Column"));
        }

        foreach (ParameterDeclaration theta in model.Leaves.Concat(results).Where(p => p.IsTheta && p.IsArray))
        {
            columns[theta.Name] = allocator.Allocate(theta.Name + "Length");
        }

        foreach (ParameterDeclaration theta in model.Parameters.Where(p => p.IsTheta && p.Leaves.Any(l => l.IsArray)))
        {
            shapes[theta.Name] = allocator.Allocate(theta.Name + "Shape");
        }
    }

    /// <summary>The instance that the loss is a method of; "" for a static one.</summary>
    public string Instance { get; }

    public string Length(ParameterDeclaration theta) => NameAllocator.Escape(columns[theta.Name]);

    public string Shape(ParameterDeclaration theta) => NameAllocator.Escape(shapes[theta.Name]);

    public string Column(ParameterDeclaration data) => NameAllocator.Escape(columns[data.Name]);

    /// <summary>Keeps a name from being given to anything here.</summary>
    public void Reserve(string name) => allocator.Reserve(name);

    public string Allocate(string name) => NameAllocator.Escape(allocator.Allocate(name));
}
