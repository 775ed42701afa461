"""Which languages of data/terms the tests of notices in many languages tell apart."""

# Those whose words came last.
JOINED = ("bg", "cs", "el", "fi", "hr", "hu", "ro")
# The file of languages of which nothing is known but what exosomes are called.
NAMES_ALONE = "mul"
