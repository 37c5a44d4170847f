// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessManaged} from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import {ISchemaRegistry} from "./ISchemaRegistry.sol";
import {SchemaDefinition} from "./SchemaDefinition.sol";

/// @notice Implements {ISchemaRegistry}.
contract SchemaRegistry is ISchemaRegistry, AccessManaged {
    uint256 private constant _DEFINITION_LIMIT = 2048;

    mapping(bytes32 id => Schema schema) private _schemas;

    /// @param authority AccessManager whose roles may register and deprecate.
    constructor(address authority) AccessManaged(authority) {}

    /// @inheritdoc ISchemaRegistry
    function register(bytes32 topic, string calldata definition) external restricted returns (bytes32 id) {
        if (topic == bytes32(0)) revert SchemaTopicMissing();
        uint256 length = bytes(definition).length;
        if (length > _DEFINITION_LIMIT) revert SchemaDefinitionTooLong(length, _DEFINITION_LIMIT);
        (bool isWellFormed, uint256 position) = SchemaDefinition.check(bytes(definition));
        if (!isWellFormed) revert SchemaDefinitionMalformed(position);
        id = idOf(topic, definition);
        if (_schemas[id].topic != bytes32(0)) revert SchemaAlreadyRegistered(id);

        _schemas[id] = Schema({topic: topic, isDeprecated: false, definition: definition});

        emit SchemaRegistered(id, topic, definition);
    }

    /// @inheritdoc ISchemaRegistry
    function deprecate(bytes32 id) external restricted {
        Schema storage schema = _schemas[id];
        if (schema.topic == bytes32(0)) revert SchemaUnknown(id);
        if (schema.isDeprecated) revert SchemaAlreadyDeprecated(id);

        schema.isDeprecated = true;

        emit SchemaDeprecated(id, schema.topic);
    }

    /// @inheritdoc ISchemaRegistry
    function schemaOf(bytes32 id) external view returns (Schema memory) {
        if (_schemas[id].topic == bytes32(0)) revert SchemaUnknown(id);
        return _schemas[id];
    }

    /// @inheritdoc ISchemaRegistry
    function isUsable(bytes32 id, bytes32 topic) external view returns (bool) {
        Schema storage schema = _schemas[id];
        return topic != bytes32(0) && schema.topic == topic && !schema.isDeprecated;
    }

    /// @inheritdoc ISchemaRegistry
    function idOf(bytes32 topic, string calldata definition) public pure returns (bytes32) {
        return keccak256(abi.encode(topic, definition));
    }
}
