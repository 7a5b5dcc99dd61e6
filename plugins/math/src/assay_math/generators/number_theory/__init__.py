"""Digits, primes, divisors, remainders."""
