using System;
using SymGrad.EndToEnd.Tests.Oracle;
using Xunit;

namespace SymGrad.EndToEnd.Tests.Constructs;

/// <summary>An index that is out of range where the value is not used.</summary>
public sealed class UnusedReadTests
{
    [Fact]
    public void A_value_that_is_read_and_not_used_is_checked_too() => Accept.Loss("""
        [Loss]
        public static double F([Theta] double a, ReadOnlySpan<double> x)
        {
            double unused = x[2];
            return a * a;
        }
        """, Sample.Of(("x", 3)), Sample.Of(("x", 2)).Throws<IndexOutOfRangeException>());
}
