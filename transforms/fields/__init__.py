"""What does the page state about its article?"""
