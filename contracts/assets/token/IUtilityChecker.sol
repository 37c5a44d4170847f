// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Tells what stands against a transfer of any ERC-3643 token, part by part. ABI as deployed software knows it.
/// Source: TOKEN-90 to TOKEN-95.
interface IUtilityChecker {
    /// @notice What one rule says.
    /// @param moduleName Name of the rule, or empty if it does not tell.
    /// @param pass Whether it allows the transfer.
    struct ComplianceCheckDetails {
        string moduleName;
        bool pass;
    }

    /// @notice What one trusted issuer says.
    /// @param issuer Issuer trusted for the topic; zero if there is none.
    /// @param topic Required claim topic.
    /// @param pass Whether a claim of that issuer on that topic stands.
    struct EligibilityCheckDetails {
        address issuer;
        uint256 topic;
        bool pass;
    }

    /// @notice The caller sent too little gas to ask everybody; more gas may give another answer.
    error UtilityCheckerGasTooLow();

    /// @notice Whether pause, a frozen or lost wallet, or too few unfrozen units stand against a transfer.
    /// @param _token Any ERC-3643 token.
    /// @param _from Sender.
    /// @param _to Receiver.
    /// @param _amount Base units.
    /// @return _frozen Whether any of these does.
    /// @return _availableBalance Unfrozen units of the sender, never below zero.
    function testFreeze(
        address _token,
        address _from,
        address _to,
        uint256 _amount
    ) external view returns (bool _frozen, uint256 _availableBalance);

    /// @notice What stands against a transfer.
    /// @return _freezeStatus True when {testFreeze} finds nothing.
    /// @return _eligibilityStatus True when all are verified whom the token asks to be.
    /// @return _complianceStatus True when the token's compliance serves it and allows the transfer.
    /// @dev *Reverts:* {UtilityCheckerGasTooLow}.
    function testTransfer(
        address _token,
        address _from,
        address _to,
        uint256 _amount
    ) external view returns (bool _freezeStatus, bool _eligibilityStatus, bool _complianceStatus);

    /// @notice What each module of the token's compliance says to a transfer; of a compliance without modules, what it
    /// says itself.
    /// @dev *Reverts:* {UtilityCheckerGasTooLow}.
    function testTransferDetails(
        address _token,
        address _from,
        address _to,
        uint256 _value
    ) external view returns (ComplianceCheckDetails[] memory _details);

    /// @notice What each trusted issuer says about a wallet, for each required topic.
    /// @dev *Reverts:* {UtilityCheckerGasTooLow}.
    function testVerifiedDetails(
        address _token,
        address _userAddress
    ) external view returns (EligibilityCheckDetails[] memory _details);
}
