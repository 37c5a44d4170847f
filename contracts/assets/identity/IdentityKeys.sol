// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Initializable} from "@openzeppelin/contracts/proxy/utils/Initializable.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {IERC734} from "../../interfaces/erc3643/IERC734.sol";
import {IIdentityContract} from "./IIdentityContract.sol";

/// @notice The keys of an identity and what they execute. Source: IDENTITY-11, IDENTITY-12, IDENTITY-41.
abstract contract IdentityKeys is Initializable, IIdentityContract {
    using EnumerableSet for EnumerableSet.Bytes32Set;

    struct Execution {
        address to;
        uint256 value;
        bytes data;
        bool done;
    }

    /// @dev One slot. Bit n of `purposes` is purpose n.
    struct Key {
        uint192 purposes;
        uint64 keyType;
    }

    /// @custom:storage-location erc7201:muniment.storage.IdentityKeys
    struct IdentityKeysStorage {
        mapping(bytes32 key => Key) keys;
        mapping(uint256 purpose => EnumerableSet.Bytes32Set) keysOf;
        mapping(uint256 executionId => Execution) executions;
        uint256 executionCount;
    }

    uint256 internal constant MANAGEMENT = 1;
    uint256 internal constant ACTION = 2;
    uint256 internal constant CLAIM_SIGNER = 3;
    uint256 private constant ECDSA_KEY = 1;
    uint256 private constant MAX_PURPOSE = 191;

    // keccak256(abi.encode(uint256(keccak256("muniment.storage.IdentityKeys")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant IDENTITY_KEYS_SLOT = 0x2593695cef0497f489c2432e8c8e2092c5c84549cc4155e1dad38fa638493300;

    /// @dev The identity itself may do what an execution approved.
    modifier onlyPurpose(uint256 purpose) {
        if (msg.sender != address(this) && !_callerHas(purpose)) {
            revert IdentityCallerLacksPurpose(msg.sender, purpose);
        }
        _;
    }

    /// @inheritdoc IERC734
    function addKey(bytes32 key, uint256 purpose, uint256 keyType) external onlyPurpose(MANAGEMENT) returns (bool) {
        _addKey(key, purpose, keyType);
        return true;
    }

    /// @inheritdoc IERC734
    function removeKey(bytes32 key, uint256 purpose) external onlyPurpose(MANAGEMENT) returns (bool) {
        IdentityKeysStorage storage $ = _keys();
        if (!$.keysOf[purpose].remove(key)) revert IdentityKeyLacksPurpose(key, purpose);
        Key storage record = $.keys[key];
        uint256 keyType = record.keyType;
        uint192 left = record.purposes & ~_bit(purpose);
        if (left == 0) delete $.keys[key];
        else record.purposes = left;
        emit KeyRemoved(key, purpose, keyType);
        return true;
    }

    /// @inheritdoc IERC734
    function execute(address to, uint256 value, bytes calldata data) external payable returns (uint256 executionId) {
        IdentityKeysStorage storage $ = _keys();
        executionId = $.executionCount++;
        $.executions[executionId] = Execution(to, value, data, false);
        emit ExecutionRequested(executionId, to, value, data);
        if (_callerHas(_purposeFor(to))) _approve(executionId, true);
    }

    /// @inheritdoc IERC734
    function approve(uint256 executionId, bool approval) external returns (bool) {
        IdentityKeysStorage storage $ = _keys();
        if (executionId >= $.executionCount) revert IdentityExecutionUnknown(executionId);
        if ($.executions[executionId].done) revert IdentityExecutionDone(executionId);
        uint256 purpose = _purposeFor($.executions[executionId].to);
        if (!_callerHas(purpose)) revert IdentityCallerLacksPurpose(msg.sender, purpose);
        return _approve(executionId, approval);
    }

    /// @inheritdoc IERC734
    function getKey(bytes32 id) external view returns (uint256[] memory purposes, uint256 keyType, bytes32 key) {
        purposes = getKeyPurposes(id);
        return (purposes, _keys().keys[id].keyType, purposes.length == 0 ? bytes32(0) : id);
    }

    /// @inheritdoc IERC734
    function getKeysByPurpose(uint256 purpose) external view returns (bytes32[] memory) {
        return _keys().keysOf[purpose].values();
    }

    /// @inheritdoc IERC734
    function getKeyPurposes(bytes32 key) public view returns (uint256[] memory purposes) {
        uint192 bits = _keys().keys[key].purposes;
        uint256 count;
        for (uint192 left = bits; left != 0; left &= left - 1) ++count;
        purposes = new uint256[](count);
        for (uint256 i; i < count; bits &= bits - 1) purposes[i++] = Math.log2(bits & (~bits + 1));
    }

    /// @inheritdoc IERC734
    function keyHasPurpose(bytes32 key, uint256 purpose) public view returns (bool) {
        return _keys().keys[key].purposes & (_bit(purpose) | _bit(MANAGEMENT)) != 0;
    }

    function _initializeKeys(address manager) internal onlyInitializing {
        if (manager == address(0)) revert IdentityKeyMissing();
        _addKey(_keyOf(manager), MANAGEMENT, ECDSA_KEY);
    }

    function _addKey(bytes32 key, uint256 purpose, uint256 keyType) private {
        if (purpose > MAX_PURPOSE) revert IdentityPurposeTooLarge(MAX_PURPOSE, purpose);
        if (keyType > type(uint64).max) revert IdentityKeyTypeTooLarge(type(uint64).max, keyType);
        IdentityKeysStorage storage $ = _keys();
        if (!$.keysOf[purpose].add(key)) revert IdentityKeyHasPurpose(key, purpose);
        Key memory record = $.keys[key];
        // A key keeps the type it was first added with.
        if (record.purposes == 0) record.keyType = uint64(keyType);
        record.purposes |= _bit(purpose);
        $.keys[key] = record;
        emit KeyAdded(key, purpose, record.keyType);
    }

    /// @dev Marked done before the call and reopened when it fails, so that it runs at most once.
    function _approve(uint256 executionId, bool approval) private returns (bool success) {
        Execution storage execution = _keys().executions[executionId];
        emit Approved(executionId, approval);
        if (!approval) return true;

        (address to, uint256 value, bytes memory data) = (execution.to, execution.value, execution.data);
        execution.done = true;
        (success, ) = to.call{value: value}(data);
        if (success) {
            emit Executed(executionId, to, value, data);
        } else {
            execution.done = false;
            emit ExecutionFailed(executionId, to, value, data);
        }
    }

    function _callerHas(uint256 purpose) internal view returns (bool) {
        return keyHasPurpose(_keyOf(msg.sender), purpose);
    }

    function _purposeFor(address to) private view returns (uint256) {
        return to == address(this) ? MANAGEMENT : ACTION;
    }

    /// @dev Zero beyond {MAX_PURPOSE}: what no key has.
    function _bit(uint256 purpose) private pure returns (uint192) {
        return uint192(1 << purpose);
    }

    function _keyOf(address account) internal pure returns (bytes32) {
        return keccak256(abi.encode(account));
    }

    function _keys() private pure returns (IdentityKeysStorage storage $) {
        assembly ("memory-safe") {
            $.slot := IDENTITY_KEYS_SLOT // ERC-7201 pointer
        }
    }
}
