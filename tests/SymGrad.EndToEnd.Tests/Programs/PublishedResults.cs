using System.Linq;

namespace SymGrad.EndToEnd.Tests.Programs;

/// <summary>
/// Arguments and results of the small instances with which the benchmark ADBench (github.com/microsoft/ADBench, data and test/cpp/modules)
/// tests the tools it compares.
/// </summary>
internal static class PublishedResults
{
    /// <summary>Of the mixture: three components in two dimensions, one point.</summary>
    public static object[] MixturePoint { get; } =
    [
        new[] { -0.649014, 1.181166, -0.758453 },
        new[] { 0.092339, 0.186260, 0.345561, 0.396767, 0.538817, 0.419195 },
        new[] { 0.586443, -0.851887, 0.800321, -1.509405, 0.875874, -0.242790, 0.166813, -1.965419, -1.270071 },
        new[] { 1.175171, 2.029160 },
        1.0,
        0,
    ];

    public static double MixtureValue => 8.07380408004975791e+00;

    public static double[] MixtureGradient { get; } =
    [
        1.08662855508652456e-01, -7.41270039523898472e-01, 6.32607184015246071e-01,
        1.11692576532787013e+00, 1.63333013551455269e-01, -2.19989824071193142e-02,
        2.27778292254236098e-01, 1.20963025612832187e+00, -6.06375920733956339e-02,
        2.58529994051162237e+00, 1.12632694524213789e-01, 3.85744309849611777e-01,
        7.35180573182305508e-02, 5.41836362715595232e+00, -3.21494409677446469e-01,
        1.71892309775004937e+00, 8.60091090790866875e-01, -9.94640930466322848e-01,
    ];

    /// <summary>Of bundle adjustment: camera, point, weight, feature.</summary>
    public static object[] AdjustmentPoint { get; } =
    [
        new[]
        {
            1.797201, 0.590697, -0.635786, 90.859550, 29.361415, 28.777534, 211.628116, -0.284531, -14.762924, 0.058931, 0.069976,
        },
        new[] { 4.173048, 5.586898, 1.403869 },
        0.417022,
        new[] { -525.672849, 161.811929 },
    ];

    /// <summary>The sum of the squares of the published errors.</summary>
    public static double AdjustmentValue => Errors.Sum(e => e * e);

    /// <summary>Twice the sum of the published errors times their published derivatives.</summary>
    public static double[] AdjustmentGradient { get; } =
        [.. Enumerable.Range(0, 15).Select(i => 2 * Errors.Select((e, row) => e * Jacobian[row][i]).Sum())];

    /// <summary>Two coordinates in the image, and one minus the square of the weight.</summary>
    private static double[] Errors => [-2.69048849235189402e-01, 2.59944792677901881e-01, 8.26092651515999976e-01];

    /// <summary>The derivatives of each error by camera (eleven), point (three) and weight.</summary>
    private static double[][] Jacobian =>
    [
        [
            2.28877202208246757e+02, 6.34574811495545418e+02, -7.82222866259340549e+02,
            2.42892615607159668e+00, -1.17828079628011313e+01, 2.54169312487743460e+00,
            -1.03657084958518086e+00, 4.17022e-01, 0, -3.50739521096005205e+02, -9.12107773668008576e+02,
            -2.42892615607159668e+00, 1.17828079628011313e+01, -2.54169312487743460e+00, -6.45167039712987389e-01,
        ],
        [
            -1.20542435994996879e+02, -3.85673240766460424e+02, 9.75476291403326456e+01,
            -1.78372108529576567e+00, 4.15466799433126077e+00, 2.04025718029898906e+00,
            3.49176397433145880e-01, 0, 4.17022e-01, 1.18149147704414503e+02, 3.07250108960343255e+02,
            1.78372108529576567e+00, -4.15466799433126077e+00, -2.04025718029898906e+00, 6.23335921553064054e-01,
        ],
        [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -8.34044e-01],
    ];
}
