// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Names what lies under an attestation's fields root: which fields, of which types, for which topic. A schema
/// never changes; a better one is a new schema and the old one is deprecated. Source: spec/attestation.md.
interface ISchemaRegistry {
    /// @notice A registered schema.
    /// @param topic Topic it belongs to: keccak256 of the topic's name.
    /// @param isDeprecated Whether new attestations may no longer use it.
    /// @param definition Fields as `type name`, comma-separated, for example "string lei,uint64 piles".
    struct Schema {
        bytes32 topic;
        bool isDeprecated;
        string definition;
    }

    /// @notice A schema was registered under its content-derived id.
    event SchemaRegistered(bytes32 indexed id, bytes32 indexed topic, string definition);

    /// @notice A schema was closed to new attestations.
    event SchemaDeprecated(bytes32 indexed id, bytes32 indexed topic);

    /// @notice The topic is zero.
    error SchemaTopicMissing();

    /// @notice The definition is not a list of `type name` pairs.
    /// @param position Byte offset, from 0, at which it stops being one.
    error SchemaDefinitionMalformed(uint256 position);

    /// @notice The definition is longer than the limit.
    error SchemaDefinitionTooLong(uint256 length, uint256 limit);

    /// @notice The same topic and definition are registered already.
    error SchemaAlreadyRegistered(bytes32 id);

    /// @notice Nobody registered this id.
    error SchemaUnknown(bytes32 id);

    /// @notice The schema was deprecated before.
    error SchemaAlreadyDeprecated(bytes32 id);

    /// @notice Registers a schema for a topic.
    /// @param topic keccak256 of the topic's name, not zero.
    /// @param definition 3 … 2,048 bytes of `type name` pairs; grammar in spec/attestation.md.
    /// @return id keccak256(abi.encode(topic, definition)).
    /// @dev *Caller:* restricted. *Reverts:* {SchemaTopicMissing}, {SchemaDefinitionTooLong},
    /// {SchemaDefinitionMalformed}, {SchemaAlreadyRegistered}. *Source:* ATTEST-1, ATTEST-2.
    function register(bytes32 topic, string calldata definition) external returns (bytes32 id);

    /// @notice Closes a schema to new attestations for ever; recorded ones stand.
    /// @param id A registered schema.
    /// @dev *Caller:* restricted. *Reverts:* {SchemaUnknown}, {SchemaAlreadyDeprecated}. *Source:* ATTEST-3.
    function deprecate(bytes32 id) external;

    /// @notice The schema with this id.
    /// @dev *Reverts:* {SchemaUnknown}.
    function schemaOf(bytes32 id) external view returns (Schema memory);

    /// @notice Whether a new attestation of `topic` may use the schema: registered for it and not deprecated.
    function isUsable(bytes32 id, bytes32 topic) external view returns (bool);

    /// @notice Id that a topic and a definition have on every chain: keccak256(abi.encode(topic, definition)).
    function idOf(bytes32 topic, string calldata definition) external pure returns (bytes32);
}
