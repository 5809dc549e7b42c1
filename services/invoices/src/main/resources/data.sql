INSERT INTO invoices (id, tenant, supplier, amount, due_on, status, approved_by) VALUES
    (1, 'north', 'Stonemasons'' guild', 1200.00, '2026-12-01', 'OPEN',     NULL),
    (2, 'north', 'Gate & Hinge Ltd',    4800.50, '2026-12-08', 'OPEN',     NULL),
    (3, 'north', 'Northern Timber',     5000.00, '2026-12-15', 'OPEN',     NULL),
    (4, 'north', 'Tower Works',        18250.00, '2026-12-20', 'OPEN',     NULL),
    (5, 'north', 'Candle maker',          86.40, '2026-11-10', 'APPROVED', 'first-delivery'),
    (6, 'south', 'Harbour master',       940.00, '2026-12-03', 'OPEN',     NULL),
    (7, 'south', 'Sailcloth & Sons',    7300.75, '2026-12-11', 'OPEN',     NULL);
