extension Operation {
    /// Every route there is.
    static func all(of backend: Backend) -> [Operation] {
        let served =
            RecordRoutes(backend: backend).operations + TransferRoutes(backend: backend).operations
            + ChangeRoutes(backend: backend).operations + InterfaceRoutes(backend: backend).operations
            + KindRoutes(backend: backend).operations + ExceptionRoutes(backend: backend).operations
            + AuditRoutes(backend: backend).operations + OwnershipRoutes(backend: backend).operations
            + CutoverRoutes(backend: backend).operations + GuardRoutes(backend: backend).operations
            + DeliveryRoutes(backend: backend).operations + RetirementRoutes(backend: backend).operations
            + UserRoutes(backend: backend).operations + HealthRoutes(backend: backend).operations
        // The document lists the route that gives it.
        let listed = served + [OpenAPIRoute.operation([])]
        return served + [OpenAPIRoute.operation(OpenAPIDocument(listed, library: backend.library).bytes)]
    }
}
