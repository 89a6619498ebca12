//! The only door to floating-point functions.
