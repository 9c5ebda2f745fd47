"""The monthly account check: who looks at which account, what is asked, what was found."""
