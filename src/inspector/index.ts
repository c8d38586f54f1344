export { AuditInspector } from './audit-inspector.js'
