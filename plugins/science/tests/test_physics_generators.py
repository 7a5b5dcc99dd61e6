"""Generators of physics and materials: their rows pass their verifiers; published worked examples come out.

Numbers of the examples are those of OpenStax, *University Physics* (volumes 1 to 3), if nothing else is said;
the comment is the example's title.
"""

from __future__ import annotations

import importlib
import math
import pkgutil
import random
from collections.abc import Iterator

import periodictable
import pytest

import assay
from assay import Sample, Task
from assay.evidence import Findings, Trace, check_trace, has_part
from assay_science.generators.materials import _lattices, bragg, diffusion, elasticity, phases
from assay_science.generators.physics import (
    blackbody,
    calorimetry,
    capacitors,
    circuits,
    circular_motion,
    collisions,
    diffraction,
    doppler,
    electrostatics,
    fluids,
    gas_processes,
    heat_engines,
    inclines,
    induction,
    kinematics,
    lenses,
    magnetism,
    nuclear,
    oscillation,
    projectiles,
    pulleys,
    quantum,
    radioactivity,
    refraction,
    relativity,
    rotation,
    steam,
    undetermined,
    waves,
    work_energy,
)
from assay_science.numerics import integral, motion, root, solved
from assay_science.tables import known


def _generators() -> Iterator[assay.Generator]:
    for folder in ("physics", "materials"):
        package = importlib.import_module(f"assay_science.generators.{folder}")
        for module in pkgutil.iter_modules(package.__path__):
            found = importlib.import_module(f"{package.__name__}.{module.name}")
            yield from (each for each in vars(found).values() if isinstance(each, assay.Generator))


GENERATORS = {each.name: each for each in _generators()}


def test_there_are_generators() -> None:
    assert len(GENERATORS) >= 36


@pytest.mark.parametrize("name", sorted(GENERATORS))
def test_rows_pass_their_verifiers(name: str) -> None:
    generator = GENERATORS[name]
    verifiers = [assay.find_verifier(each) for each in generator.verifiers]
    for difficulty in range(1, 6):
        for seed in range(5):
            draft = generator(random.Random(f"rows {seed}"), difficulty)
            sample = Sample(Task(draft.prompt, draft.reference), draft.response, answer=draft.answer)
            if has_part(draft.reference, Trace):
                found = Findings()
                assert check_trace(sample.part(Trace), sample, found, known=known) is not None, (
                    found.verdict()
                )
            for verifier in verifiers:
                verdict = verifier(sample)
                where = f"{name} {difficulty} {seed}: {draft.prompt}\n{draft.response}\n{verdict}"
                assert verdict.accepted, where
                if generator.min_step_coverage:
                    assert (
                        verdict.coverage and verdict.coverage.steps_checked == verdict.coverage.steps_found
                    ), where


@pytest.mark.parametrize("maker", [each for level in undetermined._CASES for each in level])
def test_every_problem_without_an_answer_is_told_to_have_none(maker: undetermined._Maker) -> None:
    verifier = assay.find_verifier("assay.unanswerable")
    for seed in range(10):
        draft = undetermined.draft(maker(random.Random(seed)), random.Random(seed))
        sample = Sample(Task(draft.prompt, draft.reference), draft.response)
        assert verifier(sample).accepted, draft.response
        guess = Sample(sample.task, "The answer is 5.0.")
        assert verifier(guess).reason == "answered"


# -- published worked examples


def close(found: float, published: float, digits: int = 3) -> None:
    """A value agrees with a published one within one unit of its last digit: the books round on the way."""
    unit = 10.0 ** (math.floor(math.log10(abs(published))) + 1 - digits)
    assert abs(found - published) <= 1.01 * unit, (found, published)


def test_kinematics() -> None:
    close(kinematics.meeting_distance(10.0, 0.0, 4.0), 50.0)  # Cheetah Catching a Gazelle
    close(kinematics.merging_time(10.0, 2.0, 200.0), 10.0)  # Calculating Time: freeway ramp
    # the distance of a trip that speeds up and slows down alike is v (t - v / a)
    top = kinematics.top_speed(1.0, 1.0, 800.0, 60.0)
    assert math.isclose(top * (60 - top), 800.0)


def test_projectiles() -> None:
    close(projectiles.highest_point(70.0, 75.0, 9.80), 233)  # A Fireworks Projectile Explodes High and Away
    close(projectiles.landing_distance(31.9, 30.0, 0.0, 9.8), 90.0)  # Comparing Golf Shots
    # Calculating Projectile Motion: Tennis Player, 10 m up: 26.5 m/s at impact
    close(projectiles.impact_speed(30.0, -10.0, 9.8), 26.5)


def test_forces() -> None:
    a, tension, _ = pulleys.two_bodies(4.0 * 9.8, 2.0 * 9.8, 4.0, 2.0)  # Atwood Machine
    close(a, 3.27)
    close(tension, 26.1)
    close(circular_motion.banked_speed(100.0, 31.0, 0.0, 9.80), 24.3)  # Steeply Banked Tight Curve
    # at constant velocity, the tangent of the angle is the coefficient of friction
    assert abs(inclines.acceleration_down(math.degrees(math.atan(0.082)), 0.082, 9.8)) < 1e-12


def test_energy_and_momentum() -> None:
    # Automotive Power Driving Uphill: 1200 kg, 15 % grade, 90 km/h, of which gravity takes 75 %: 58 kW
    close(work_energy.climbing_power(1200.0, 0.15, 25.0, 0.0, 9.8) / 0.75, 58e3, 2)
    assert collisions.elastic(2.0, 3.0, 2.0, 0.0) == (0.0, 3.0)  # equal masses exchange velocities
    # a bullet of 10 g into 1 kg: the speed that lifts both by 20 cm is 101 √(2 g h)
    close(collisions.pendulum_speed(0.01, 1.0, 0.2, 9.8), 101 * math.sqrt(2 * 9.8 * 0.2))
    # Potential Energy of a Vertical Mass-Spring System: 1.2 N on 6.0 N/m, 0.40 m
    close(work_energy.compression(1.2 / 9.8, 0.0, 6.0, 9.8), 0.40)


def test_rotation() -> None:
    # Rolling Down an Inclined Plane: a solid cylinder has 2/3 g sin θ
    close(rotation.rolling_acceleration(30.0, "solid cylinder", 9.8), 9.8 / 3)


def test_oscillations_and_waves() -> None:
    # Measuring Acceleration due to Gravity by the Period of a Pendulum: 75.000 cm, 1.7357 s, 9.8281 m/s²
    close(oscillation.spring_period(0.75, 9.8281), 1.7357, 5)
    close(waves.string_mode(1, 2.0, 19.6, 0.006), 14.29, 4)  # Standing Waves on a String
    close(waves.string_mode(3, 2.0, 19.6, 0.006), 42.87, 4)
    close(waves.pipe_mode(1, 0.672, 344.0, closed=True), 128)  # Length of a Tube with a 128-Hz Fundamental
    close(waves.pipe_mode(5, 0.672, 344.0, closed=True), 1150)
    close(doppler.heard(150.0, 340.0, source=35.0), 167)  # Calculating a Doppler Shift
    close(doppler.heard(150.0, 340.0, source=-35.0), 136)
    close(0.525 / doppler.light_ratio(0.825), 1.70)  # the one of light


def test_optics() -> None:
    # Converging Lens and Different Object Distances: f = 10.0 cm at 50.0 cm
    distance, size = lenses.image_by_rays(10.0, 50.0)
    close(distance, 12.5)
    close(size, -0.250)
    assert lenses.image_by_matrices([("gap", 50.0), ("lens", 10.0)]) == pytest.approx((distance, size))
    # A Larger Change in Direction: from air at 30.0° into diamond (2.419)
    close(refraction.fermat(1.0, 2.419, 30.0), 11.9)
    # Calculating Typical Diffraction Grating Effects: 10,000 lines per centimetre
    close(diffraction.bright_angle(380e-9, 1e-6, 1, 20), 22.33, 4)
    close(diffraction.bright_angle(760e-9, 1e-6, 1, 20), 49.46, 4)
    close(
        diffraction.bright_angle(633e-9, 0.01e-3, 3), 10.95, 4
    )  # Finding a Wavelength from an Interference Pattern


def test_electricity() -> None:
    # Analyzing a Circuit with a Battery and a Load: 12.00 V, 0.100 Ω, 10.00 Ω: 1.188 A
    close(circuits.branch_currents(2, [(0, 1, 0.1, 12.0), (1, 0, 10.0, 0.0)])[0], 1.188, 4)
    # An RL Circuit with a Source of emf has the equation of a charging capacitor: 0.43 A of 0.50 A after two time constants
    close(capacitors.charging(0.50, 1.0, 1.0, 2.0), 0.43, 2)
    # The Force on the Electron in Hydrogen: 0.529×10⁻¹⁰ m, 8.25×10⁻⁸ N
    field = electrostatics.field_vector([(1.602e-19, 0, 0)], 0.529e-10, 0)[0]
    close(field * 1.602e-19, 8.25e-8)
    close(magnetism.solenoid_field(300, 0.14, 0.410), 1.10e-3)  # Magnetic Field Inside a Solenoid
    close(magnetism.wire_field(2.0, 0.01), 4e-5)  # Calculating Magnetic Field Due to Three Wires
    # Velocity Selector: electrons of 3×10⁶ m/s in 2 mT
    close(magnetism.orbit_radius(9.1e-31, 1.6e-19, 3e6, 2e-3), 8.5e-3, 2)
    # Calculating the Emf Induced in a Generator Coil: 200 turns, 5.00 cm, 0.80 T, a quarter of a turn in 15.0 ms
    close(induction.peak_by_slope(200, math.pi * 0.05**2, 0.80, math.pi / 2 / 15e-3), 131)
    assert math.isclose(induction.emf_by_flux(10, 0.2, 0.5, 0.1, 4.0), 0.2)


def test_heat() -> None:
    # Calculating the Final Temperature in Calorimetry: 59.1 °C
    close(calorimetry.mixed([(0.250, 4186, 20.0), (0.500, 900, 150.0)]), 59.1)
    # Compression of an Ideal Gas in an Automobile Engine: 293 K from 240 to 40 cm³, 600 K
    close(gas_processes.adiabatic_temperature(293.0, 40 / 240, 5), 600)
    # The Carnot Engine: 0.60 with a cold reservoir at 300 K and a hot one at 750 K
    close(heat_engines.carnot_by_entropy(750.0, 300.0), 0.60, 2)
    assert math.isclose(heat_engines.otto_by_states(8.0, 1.4), 1 - 8**-0.4)
    # GATE 2016, Mechanical Engineering, question 57: 3 MPa, 350 °C, condensed at 75 kPa: 25.8 to 26.1 %
    share = steam.wet_share(1.213, 1.213 + 6.2434, 6.7428)
    outlet = 384.39 + share * 2278.6
    assert 0.258 <= steam.rankine_efficiency(3115.3 - 387.423, outlet - 384.39) <= 0.261


def test_fluids() -> None:
    # Calculating Pressure: A Fire Hose Nozzle: 12.4 m/s and 56.6 m/s, from 6.40 to 3.00 cm
    drop = 1000 / 2 * (56.6**2 - 12.4**2)
    close(fluids.narrow_speed((6.40 / 3.00) ** 2, drop, 1000.0), 12.4)
    close(fluids.floating_share(917.0, 1000.0), 0.917)


def test_modern_physics() -> None:
    close(relativity.stretched(0.990), 7.0888, 5)  # Comparing Kinetic Energy
    close(relativity.kinetic_share(0.990), 6.0888, 5)
    close(
        1e9 * 6.62607015e-34 * 299792458 / (quantum.bohr_level(3) - quantum.bohr_level(2)), 656
    )  # Limits of the Balmer Series
    assert (
        quantum.stopping_voltage(300, 4.73) < 0 < quantum.stopping_voltage(262, 4.73)
    )  # Photoelectric Effect for Silver
    close(blackbody.peak_wavelength(5000.0), 579.6e-9, 4)  # Wien: 2.898×10⁻³ m·K
    close(blackbody.radiated(1000.0), 5.670e4, 4)
    # An Ancient Burial Cave: 80 % of the carbon-14 with a half-life of 5730 y after 1844 y
    close(radioactivity.left_by_integration(5730.0, 1844.0), 0.80, 2)
    close(nuclear.binding_energy("H-2"), 2.24, 2)  # Binding Energy of the Deuteron
    close(nuclear._energies(("Pu-239",), ("U-235", "He-4")), 5.25)  # Plutonium Alpha Decay


def test_materials() -> None:
    # Stretching a Rod: 2.0 m of steel, 0.30 cm², 550 kg: 1.8 mm
    close(1000 * elasticity.stretched_by(550 * 9.8, 2.0, 0.30e-4, 200e9), 1.8, 2)
    close(abs(elasticity.thermal_stress(20e9, 12e-6, 33.0)), 7.9e6, 2)  # Calculating Thermal Stress
    for symbol in _lattices.NAMES:  # measured densities, as Periodictable has them
        found = _lattices.density(symbol, float(_lattices.lattice_constant(symbol)))
        measured = getattr(periodictable, symbol).density
        if symbol != "C":  # that of graphite
            assert math.isclose(found, measured, rel_tol=0.03), (symbol, found, measured)
    # X-Ray Diffraction with Salt Crystals: planes 0.252 nm apart, 18.1°, 0.157 nm
    close(bragg.bragg_angle(0.1566, 0.252), 18.1)
    assert math.isclose(bragg.planes_apart(0.15406, 2 * bragg.bragg_angle(0.15406, 0.2087)), 0.2087)
    assert [_lattices.atoms_in_cell(each) for each in ("fcc", "bcc", "diamond")] == [4, 2, 8]
    # a 40 % Sn solder just below the eutectic (Princeton MAE 324, after Callister): 73 % of the lead-rich phase
    close(phases.fractions(19.2, 97.5, 40.0)[0], 0.73, 2)
    for z, published in ((0.35, 0.3794), (0.5, 0.5205), (1.0, 0.8427)):  # tables of the error function
        close(diffusion.error_function(z), published, 4)


def test_numeric_routes() -> None:
    assert math.isclose(root(lambda x: x * x - 2, 0.0, 2.0), math.sqrt(2))
    assert math.isclose(integral(math.exp, 0.0, 1.0), math.e - 1)
    assert math.isclose(motion(lambda t, s: (-s[0],), (1.0,), 1.0)[0], 1 / math.e, rel_tol=1e-9)
    assert solved([[2, 1], [1, -1]], [5, 1]) == pytest.approx([2, 1])
    with pytest.raises(ValueError, match="no change of sign"):
        root(lambda x: x * x + 1, 0.0, 1.0)
