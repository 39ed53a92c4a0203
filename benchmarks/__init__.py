"""What does copydesk cost, and how well does it work?"""
