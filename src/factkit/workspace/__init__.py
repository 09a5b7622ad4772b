"""The uses: one function a use case. It opens configuration, store and index, and joins them to the pure parts."""
