"""Run by alembic: the migrations go through the connection that `upgrade.migrate` gives, in its transaction."""

from alembic import context

from workbench.store.schema import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
