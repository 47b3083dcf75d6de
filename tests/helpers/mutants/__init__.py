"""Which lines can be broken without a test that notices? Lines of the product, broken one at a time."""
