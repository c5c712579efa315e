"""What the law opens to the public: agencies, powers, open data, surveys."""
