using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using SymGrad.CodeFixes;
using SymGrad.Generator.Diagnostics;
using Xunit;

namespace SymGrad.Generator.Tests.CodeFixes;

public class ProvidersTests
{
    [Fact]
    public void Every_provider_is_tested_and_exported_for_CSharp()
    {
        var types = typeof(MakePartialCodeFixProvider).Assembly.GetTypes().Where(t => typeof(CodeFixProvider).IsAssignableFrom(t)).ToList();
        Assert.Equal(types.OrderBy(t => t.Name), CodeFixRun.Providers.Select(p => p.GetType()).OrderBy(t => t.Name));
        Assert.All(types, t => Assert.Contains(
            LanguageNames.CSharp,
            t.GetCustomAttributes(inherit: false).OfType<ExportCodeFixProviderAttribute>().Single().Languages));
    }

    [Fact]
    public void What_is_fixed_can_be_reported()
        => Assert.Empty(CodeFixRun.Providers.SelectMany(p => p.FixableDiagnosticIds).Except(AllDescriptors.Values.Select(d => d.Id)));
}
