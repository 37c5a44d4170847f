// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Keys of an identity and what they may do. Source: ERC-734.
/// @dev A key is keccak256(abi.encode(address)). Purposes: 1 management, 2 action, 3 claim signer, 4 encryption.
/// Types: 1 ECDSA, 2 RSA.
interface IERC734 {
    event Approved(uint256 indexed executionId, bool approved);
    event Executed(uint256 indexed executionId, address indexed to, uint256 indexed value, bytes data);
    event ExecutionRequested(uint256 indexed executionId, address indexed to, uint256 indexed value, bytes data);
    event ExecutionFailed(uint256 indexed executionId, address indexed to, uint256 indexed value, bytes data);
    event KeyAdded(bytes32 indexed key, uint256 indexed purpose, uint256 indexed keyType);
    event KeyRemoved(bytes32 indexed key, uint256 indexed purpose, uint256 indexed keyType);

    /// @notice Gives a key a purpose. *Caller:* a management key or the identity.
    function addKey(bytes32 _key, uint256 _purpose, uint256 _keyType) external returns (bool success);

    /// @notice Approves or refuses a requested execution.
    function approve(uint256 _id, bool _approve) external returns (bool success);

    /// @notice Takes a purpose from a key. *Caller:* a management key or the identity.
    function removeKey(bytes32 _key, uint256 _purpose) external returns (bool success);

    /// @notice Requests an execution; one by a sufficient key runs at once.
    function execute(address _to, uint256 _value, bytes calldata _data) external payable returns (uint256 executionId);

    /// @notice What is known of a key.
    function getKey(bytes32 _key) external view returns (uint256[] memory purposes, uint256 keyType, bytes32 key);

    /// @notice The purposes of a key.
    function getKeyPurposes(bytes32 _key) external view returns (uint256[] memory _purposes);

    /// @notice The keys that have a purpose.
    function getKeysByPurpose(uint256 _purpose) external view returns (bytes32[] memory keys);

    /// @notice Whether a key has a purpose; a management key has every purpose.
    function keyHasPurpose(bytes32 _key, uint256 _purpose) external view returns (bool exists);
}
