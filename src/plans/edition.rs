//! A plan at hand as a running journey would take it.

use super::PlanFile;
use crate::domain::plan::context::{Context, in_contexts};
use crate::domain::plan::names::ContextName;
use crate::domain::plan::role::Plan;

impl PlanFile {
    /// Returns the plan fitted to a journey's contexts, in their order, without those that the
    /// plan does not know.
    pub fn fitted_to(&self, contexts: &[ContextName]) -> Plan {
        let known = |name: &ContextName| -> Option<&Context> {
            self.contexts
                .iter()
                .find(|context| context.slug == name.slug)
        };
        let chosen: Vec<&Context> = contexts.iter().filter_map(known).collect();
        in_contexts(&self.plan, &chosen)
    }
}
