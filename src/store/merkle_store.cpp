#include "store/merkle_store.hpp"

#include "proof/merkle.hpp"
#include "proof/receipt_bundle.hpp"
#include "store/event_log.hpp"

namespace dumas::store {
namespace {

// One turn of the tree's growth. Bounds the memory, and is what tests and callers that work in batches count in.
constexpr std::size_t batch = 1000;

Digest node(Connection& connection, proof::NodeId id) {
  auto select = connection.prepare("SELECT hash FROM log_nodes WHERE level = ?1 AND place = ?2");
  select.bind_all(id.level, id.place);
  if (!select.step()) throw std::runtime_error("the tree of the log has a hole: run dumas rebuild");
  return digest_from(select.blob(0)).value();
}

proof::NodeAt nodes_of(Connection& connection) {
  return [&connection](proof::NodeId id) { return node(connection, id); };
}

// How many events the tree has taken in.
std::uint64_t tree_size(Connection& connection) {
  auto select = connection.prepare("SELECT coalesce(max(place) + 1, 0) FROM log_nodes WHERE level = 0");
  select.step();
  return static_cast<std::uint64_t>(select.integer(0));
}

Digest hash_before(Connection& connection, std::uint64_t size) {
  if (size == 0) return proof::empty_chain();
  auto select = connection.prepare("SELECT hash FROM events WHERE id = ?1");
  select.bind(1, size);
  if (!select.step()) return {};  // fits no row: the next one is refused
  return digest_from(select.blob(0)).value_or(Digest{});
}

proof::SigningKey signing_key(const Vault& vault) {
  const SecretKey seed = vault.subkey(Subkey::Checkpoint);
  return proof::SigningKey(std::span<const unsigned char, 32>(seed.data(), SecretKey::size));
}

StoredCheckpoint row_of(Statement& row) {
  return {.id = row.integer(0),
          .size = static_cast<std::uint64_t>(row.integer(1)),
          .root = digest_from(row.blob(2)).value_or(Digest{}),
          .note = row.text(3),
          .at = from_millis(row.integer(4))};
}

void keep(Connection& connection, const StoredCheckpoint& made) {
  connection.prepare("INSERT INTO checkpoints (id, size, root, note, at) VALUES (?1, ?2, ?3, ?4, ?5)")
      .bind_all(made.id, made.size, Blob{as_bytes(made.root)}, made.note, to_millis(made.at))
      .run();
}

}  // namespace

proof::VerifierKey checkpoint_key(const Vault& vault, std::string_view origin) {
  return signing_key(vault).verifier(origin);
}

std::optional<StoredCheckpoint> newest_checkpoint(Connection& connection) {
  auto select = connection.prepare("SELECT id, size, root, note, at FROM checkpoints ORDER BY id DESC LIMIT 1");
  if (!select.step()) return std::nullopt;
  return row_of(select);
}

TreeHead tree_head(Connection& connection) {
  const std::uint64_t size = tree_size(connection);
  return {.size = size, .root = size == 0 ? Digest{} : proof::root(size, nodes_of(connection))};
}

Result<std::size_t> grow_tree(Connection& connection, std::size_t most) {
  const std::uint64_t from = tree_size(connection);
  proof::TreeGrower grower(from, nodes_of(connection));
  Digest before = hash_before(connection, from);
  auto insert = connection.prepare("INSERT INTO log_nodes (level, place, hash) VALUES (?1, ?2, ?3)");
  const auto keep_node = [&](proof::NodeId id, const Digest& hash) {
    insert.bind_all(id.level, id.place, Blob{as_bytes(hash)}).run();
    insert.reset();
  };
  for (const auto& row : events_after(connection, static_cast<std::int64_t>(from), most)) {
    const Digest hash = proof::chain_hash(before, hashed_columns(row));
    if (as_bytes(hash) != row.hash || row.id != static_cast<std::int64_t>(grower.size()) + 1)
      return Refusal{"LOG_DAMAGED", "", "proof.log_damaged", {std::to_string(row.id)}};
    grower.add(proof::leaf_hash(as_bytes(hash)), keep_node);
    before = hash;
  }
  return static_cast<std::size_t>(grower.size() - from);
}

Result<StoredCheckpoint> make_checkpoint(Connection& connection, const Vault& vault, std::string_view origin,
                                         Instant now) {
  for (;;) {
    const auto grown = grow_tree(connection, batch);
    if (!grown) return grown.refusal();
    if (*grown < batch) break;
  }
  const std::uint64_t size = tree_size(connection);
  if (size == 0) return Refusal{"LOG_EMPTY", "", "proof.log_empty"};
  const auto before = newest_checkpoint(connection);
  const auto nodes = nodes_of(connection);
  if (before && (before->size > size || proof::root(before->size, nodes) != before->root))
    return Refusal{"LOG_FORKED", "", "proof.log_forked", {std::to_string(before->size)}};
  if (before && before->size == size) return *before;
  StoredCheckpoint made{.id = before ? before->id + 1 : 1, .size = size, .root = proof::root(size, nodes), .at = now};
  made.note = sign({.origin = std::string{origin}, .size = size, .root = made.root}, signing_key(vault));
  keep(connection, made);
  return made;
}

std::vector<Digest> inclusion_proof(Connection& connection, std::int64_t event_id, std::uint64_t size) {
  return proof::inclusion_proof(static_cast<std::uint64_t>(event_id - 1), size, nodes_of(connection));
}

std::vector<Digest> consistency_proof(Connection& connection, std::uint64_t first, std::uint64_t second) {
  return proof::consistency_proof(first, second, nodes_of(connection));
}

Result<std::string> receipt_proof(Connection& connection, const Vault& vault, std::string_view origin,
                                  std::int64_t event_id, Instant now) {
  const auto row = find_event(connection, event_id);
  if (!row) return Refusal{"EVENT_UNKNOWN", "", "proof.event_unknown", {std::to_string(event_id)}};
  proof::ReceiptBundle bundle{.event = hashed_columns(*row)};
  const auto document = proof::document_of(bundle.event);
  if (!document) return Refusal{"NOT_A_PAPER", "", "proof.not_a_paper", {std::to_string(event_id)}};
  auto checkpoint = newest_checkpoint(connection);
  if (!checkpoint || checkpoint->size < static_cast<std::uint64_t>(event_id)) {
    auto made = make_checkpoint(connection, vault, origin, now);
    if (!made) return made.refusal();
    checkpoint = std::move(*made);
  }
  const auto note = proof::read_checkpoint(checkpoint->note);
  if (!note) throw std::runtime_error("a stored checkpoint cannot be read: run dumas verify");
  bundle.before = hash_before(connection, static_cast<std::uint64_t>(event_id - 1));
  bundle.hash = digest_from(row->hash).value_or(Digest{});
  bundle.index = static_cast<std::uint64_t>(event_id - 1);
  bundle.path = inclusion_proof(connection, event_id, checkpoint->size);
  bundle.checkpoint = checkpoint->note;
  bundle.key = checkpoint_key(vault, note->checkpoint.origin).text();
  bundle.document = *document;
  return write_bundle(bundle);
}

Checked rebuild_tree(Connection& connection) {
  connection.exec("DELETE FROM log_nodes");
  for (;;) {
    const auto grown = grow_tree(connection, batch);
    if (!grown) return grown.refusal();
    if (*grown < batch) return Done{};
  }
}

}  // namespace dumas::store
